/** Monte Carlo: why L = 1 is enough: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '蒙特卡洛，以及小批量中为何 L = 1 就够',
  intro: raw`两种估计量都对抽样取平均。每张图像只抽一次，看似太少。是否足够，要看噪声从何而来：来自 $z$ 的抽样，还是来自小批量中碰巧有哪些图像。令 $h(z)$ 为一次抽样对梯度的贡献，两种估计量均可，基线不看其他样本。`,
  steps: {
    average: {
      why: raw`一张图像的估计，是对从\term{posterior}{编码器的高斯分布}独立抽取的 $L$ 个样本取的均值。`,
      spoken: '用 L 个样本的估计 g hat，是 h 对从 q 独立抽取的 L 个样本的平均。',
    },
    unbiased: {
      why: raw`和的均值等于均值的和，不论 $L$ 为多少，因此抽一次与抽一千次同样无偏。`,
      spoken: '估计的均值，等于 h 在 q 下的均值。',
    },
    variance: {
      why: raw`各次抽样独立，因此协方差相加，记 $v = \tr\Cov[h(z)]$，则平均的噪声为 $v/L$，其标准差为 $\sqrt{v/L}$，与潜变量维数无关。`,
      spoken: '估计的协方差的迹，是 L 平方分之一乘以 L 次抽样各自的迹之和，即 v 除以 L。',
    },
    minibatch: {
      why: raw`训练的一步再取一次平均，对象是从训练集均匀抽取的 $B$ 张图像。`,
      spoken: '一步的梯度估计，是 B 张图像各自估计的平均。',
    },
    'two-sources': {
      why: raw`对随机抽取的一张图像，全方差公式把两者分开：各图像的精确梯度相差多少，记为 $v_x$，以及每个估计有多大噪声，它随 $L$ 下降。`,
      spoken:
        '随机一张图像的估计，其协方差的迹，等于精确梯度在图像间的协方差的迹，记为 v x，加上噪声引起的部分在图像间的均值，记为 v epsilon 除以 L。',
    },
    together: {
      why: raw`图像独立抽取时，对 $B$ 取平均使两部分都除以 $B$；若像一轮之内那样从 $n$ 张图像中不放回地抽取，第一部分还要更小，乘以因子 $(n-B)/(n-1)$。`,
      spoken: 'V 即 g hat 的协方差的迹，等于 B 分之一，乘以 v x 加 v epsilon 除以 L 之和。',
    },
    budget: {
      why: raw`若一步以解码次数计费，共 $N = BL$ 次，则 $1/B = L/N$，而 $V$ 在 $L = 1$ 时最小：第二张图像比同一图像的第二次抽样更值，因为它带来另一张图像和另外的噪声。`,
      spoken: 'V 等于 N 分之一，乘以 L v x 加 v epsilon 之和，其中 N 是 B 乘以 L。',
    },
    cost: {
      why: raw`若每张图像在编码器中花费一次 $c_e$，每次抽样在解码器中花费 $c_d$，则一步耗时 $T = B\,(c_e+L\,c_d)$，时间乘以方差不再含有 $B$。`,
      spoken:
        'T 乘以 V，等于 c e 加 L c d 之和，乘以 v x 加 v epsilon 除以 L 之和；展开为 c e v x 加 c d v epsilon 加 L c d v x 加 c e v epsilon 除以 L。',
    },
    'best-l': {
      why: raw`此处对 $L$ 的导数 $c_d v_x - c_e v_\eps/L^2$ 为零：若编码器与解码器代价相同，则噪声超过图像之间差异的两倍，即 $v_\eps > 2v_x$ 时，第二次抽样才划算，是否如此要问方差面板。`,
      spoken: '最优的 L，是 c e 除以 c d 再乘以 v epsilon 除以 v x 的平方根。',
    },
    measured: {
      why: raw`这是本实验室对两种估计量测得的噪声部分，取固定的批次和所设的 $L$。`,
      spoken: '测得的 v epsilon 除以 B L，分别为重参数化梯度的和得分函数的。',
    },
  },
  outro: raw`方差面板中，“批次差异”一行就是 $v_x/B$，它与两种估计量的噪声并列：当\term{var-reparam}{蓝色}远低于它时，每张图像多抽样几乎换不来什么，$L = 1$ 就够。“随 L”视图显示两条曲线都按 $1/L$ 下降。有一种情形因别的原因需要多次抽样：留一法\term{baseline}{基线}，它把同一图像的各个样本相互比较。`,
  reference: raw`Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，第 2.3 节（小批量约一百张图像，$L = 1$）；平均值的方差：Owen，“Monte Carlo theory, methods and examples”，第 2 章。`,
}
