/** Monte Carlo: why L = 1 is nearly optimal: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '蒙特卡洛，以及小批量中为何 L = 1 近乎最优',
  intro: raw`两种估计量都对采样取平均。每张图像只采样一次，看似太少。是否足够，要看噪声从何而来：来自 $z$ 的采样，还是来自小批量中碰巧有哪些图像。令 $h(z)$ 为一次采样对梯度的贡献，两种估计量均可，基线不看其他样本。`,
  steps: {
    average: {
      why: raw`一张图像的估计，是对从\term{posterior}{编码器的高斯分布}独立采样的 $L$ 个样本取的期望。`,
      spoken: '用 L 个样本的估计 g hat，是 h 对从 q 独立采样的 L 个样本的平均。',
    },
    unbiased: {
      why: raw`和的期望等于期望的和，不论 $L$ 为多少，因此采样一次与采样一千次同样无偏。`,
      spoken: '估计的期望，等于 h 在 q 下的期望。',
    },
    variance: {
      why: raw`各次采样独立，因此协方差相加，记 $v = \tr\Cov[h(z)]$，则平均的噪声为 $v/L$，其标准差为 $\sqrt{v/L}$，与潜变量维数无关。`,
      spoken: '估计的协方差的迹，是 L 平方分之一乘以 L 次采样各自的迹之和，即 v 除以 L。',
    },
    minibatch: {
      why: raw`训练的一步再取一次平均，对象是从训练集均匀抽取的 $B$ 张图像。`,
      spoken: '一步的梯度估计，是 B 张图像各自估计的平均。',
    },
    'two-sources': {
      why: raw`对随机抽取的一张图像，全方差公式把两者分开：各图像的精确梯度相差多少，记为 $v_x$，以及每个估计有多大噪声，它随 $L$ 下降。`,
      spoken:
        '随机一张图像的估计，其协方差的迹，等于精确梯度在图像间的协方差的迹，记为 v x，加上噪声引起的部分在图像间的期望，记为 v epsilon 除以 L。',
    },
    together: {
      why: raw`图像独立抽取时，对 $B$ 取平均使两部分都除以 $B$；若像一轮之内那样从 $n$ 张图像中不放回地抽取，第一部分还要更小，乘以因子 $(n-B)/(n-1)$。`,
      spoken: 'V 即 g hat 的协方差的迹，等于 B 分之一，乘以 v x 加 v epsilon 除以 L 之和。',
    },
    budget: {
      why: raw`若以解码次数衡量一步的代价，共 $P = BL$ 次，则 $1/B = L/P$，而 $V$ 在 $L = 1$ 时最小：多用一张图像比对同一图像再采样一次更划算，因为它带来另一张图像和另外的噪声。`,
      spoken: 'V 等于 P 分之一，乘以 L v x 加 v epsilon 之和，其中 P 是 B 乘以 L。',
    },
    cost: {
      why: raw`若每张图像在编码器中花费一次 $c_e$，每次采样在解码器中花费 $c_d$，则一步耗时 $T = B\,(c_e+L\,c_d)$，时间乘以方差不再含有 $B$。`,
      spoken:
        'T 乘以 V，等于 c e 加 L c d 之和，乘以 v x 加 v epsilon 除以 L 之和；展开为 c e v x 加 c d v epsilon 加 L c d v x 加 c e v epsilon 除以 L。',
    },
    'best-l': {
      why: raw`此处对 $L$ 的导数 $c_d v_x - c_e v_\eps/L^2$ 为零：若编码器与解码器代价相同，则 $v_\eps > 2v_x$ 时，第二次采样才划算，而这并不少见：本实验室的标准模型在训练的某一时刻，重参数化的噪声为 $1100$，批次之间为 $250$，因此最优的 $L$ 约为 $2.1$。`,
      spoken: '最优的 L，是 c e 除以 c d 再乘以 v epsilon 除以 v x 的平方根。',
    },
    'flat-minimum': {
      why: raw`记 $r = v_\eps/v_x$，并设两者代价相同，这就是 $L = 1$ 与最优的 $L$ 相比的损失：$r = 1$ 时没有损失，在上面的 $r = 4.4$ 处为 $13$%，而且从不到两倍，因此 $L = 1$ 近乎最优，是因为最小值处平坦，而不是因为噪声小。`,
      spoken:
        'L 等于一时的 T 乘以 V，除以最优的 L 处的 T 乘以 V，等于两倍的一加 r，除以一加 r 的平方根之和的平方，它小于二。',
    },
    measured: {
      why: raw`这是本实验室对两种估计量测得的噪声部分，取固定的批次和所设的 $L$。`,
      spoken: '测得的 v epsilon 除以 B L，分别为重参数化梯度的和得分函数的。',
    },
  },
  outro: raw`方差面板中，“批次之间”一行就是 $v_x/B$，它与同样权重下两种估计量的噪声并列。“随 L 的变化”视图显示两条曲线都按 $1/L$ 下降。$r$ 越大，如\term{var-score}{得分函数}，多采样就越划算。有一种情形因别的原因需要多次采样：留一法\term{baseline}{基线}，它把同一图像的各个样本相互比较。`,
  exercise: {
    task: raw`请打开“随 L 的变化”视图，不用基线，比较 $L = 1$ 与 $L = 4$。`,
    question: raw`方差降为几分之一？`,
    choices: ['二分之一', '四分之一', '十六分之一'],
    because: raw`$L$ 个独立样本的平均，方差为 $v/L$，因此降为四分之一；其标准差，即噪声本身的宽度，减半。`,
  },
  reference: raw`Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，第 2.3 节（小批量约一百张图像，$L = 1$）；平均值的方差：Owen，“Monte Carlo theory, methods and examples”，第 2 章。`,
}
