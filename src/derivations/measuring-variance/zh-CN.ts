/** How the lab measures variance: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '本实验室如何测量方差，图中又没有说明什么',
  intro: raw`梯度方差的图也是一种估计，也有误差。本页说明估计的是什么、如何估计、有多准，以及不可从中读出什么。$\g$ 是损失（目标的相反数，对图像取平均）对编码器全部权重的梯度，取此刻的权重和同样固定的 $64$ 张训练图像，对 $R$ 次抽样各用新的噪声 $\eps$；两种估计量用同样的权重、图像和噪声。`,
  steps: {
    quantity: {
      why: raw`梯度有多少个权重就有多少个方差，其和即到平均梯度的距离平方的均值，是概括它们全体、且不取决于坐标轴朝向的一个数。`,
      spoken: 'V 是 g hat 对噪声的协方差的迹，即 g hat 到其均值的距离平方的均值，也就是各坐标方差之和。',
    },
    'sample-variance': {
      why: raw`这是通常的样本方差，以长度的平方代替平方，抽样 $R = 64$ 次，需要快时为 $16$ 次。`,
      spoken: 'S 等于 R 减一分之一，乘以各次抽样的 g hat r 到 R 次抽样的平均 g bar 的距离平方之和。',
    },
    unbiased: {
      why: raw`记 $g = \E\g$，以 $\bar g$ 为中心的平方和，等于以 $g$ 为中心的平方和减去 $R$ 倍的两者距离的平方，而 $\bar g$ 的方差是 $R$ 分之一，因此对任何方差存在的分布，$\E S = V$。`,
      spoken:
        '到 g bar 的距离平方之和的均值，是到 g 的距离平方之和的均值，减去 R 乘以 g bar 到 g 的距离平方的均值；即 R V 减 V，等于 R 减一乘以 V。',
    },
    'ghost-norm': {
      why: raw`全连接层的输入为 $X$、输出处的梯度为 $\Delta$，每张图像一行，则其梯度为 $X^\top\!\Delta$，长度的平方可由各行的乘积求得；以 $\g_r-\bar g$ 代替 $\g_r$，只有 $\Delta$ 改变，因此从不需要算出整层的梯度，而偏置给每个 $\langle x_i,x_{i'}\rangle$ 加 $1$。`,
      spoken:
        'X 的转置乘以 Delta，其 Frobenius 范数的平方，是 Delta 的转置乘以 X 乘以 X 的转置乘以 Delta 的迹，等于对图像对求和的输入内积乘以输出梯度内积。',
    },
    'delete-one': {
      why: raw`为了知道 $S$ 有多可靠，刀切法问：若没有第 $r$ 次抽样，它会是多少；去掉它等于减去其平方的 $\frac{R}{R-1}$ 倍，因为平均值也随之离开它。`,
      spoken:
        '去掉第 r 次抽样的 S，是 R 减二分之一，乘以如下之差：R 减一乘以 S，减去 R 除以 R 减一乘以 g hat r 到 g bar 的距离平方。',
    },
    jackknife: {
      why: raw`这 $R$ 个值散布多宽，说明 $S$ 在多大程度上依赖单次抽样；取对数，是因为方差的误差是按倍数而不是按数量计的。`,
      spoken:
        '标准误的平方，是 R 减一除以 R，乘以对各次抽样求和的偏差平方，即去掉第 r 次抽样的 S 的对数与这些对数的平均之差的平方。',
    },
    interval: {
      why: raw`近似的 $95$ % 区间，用自由度为 $R-1$ 的学生 $t$ 分布的分位数；教科书中用 $\chi^2$ 的区间假设梯度服从高斯分布，而得分函数的梯度尾部太重，那样的区间会短得多。`,
      spoken:
        '区间从 S 乘以 e 的负 t 乘标准误次方，到 S 乘以 e 的正 t 乘标准误次方，其中 t 是自由度为 R 减一的学生 t 分布的 97.5 % 分位数。',
    },
    ratio: {
      why: raw`对比值，刀切法在两者中去掉同一次抽样，于是共同的噪声对两者相同的影响相互抵消，区间通常比由两个单独区间得出的更短。`,
      spoken: '比值 rho 的对数，是得分函数的 S 的对数减去重参数化梯度的 S 的对数。',
    },
    signal: {
      why: raw`噪声使平均值变长，因为 $\E|\bar g|^2 = |g|^2+\tr\Cov[\bar g]$，所以要减去 $S/R$；若所余不为正，信号就淹没在噪声之中，本实验室会如实说明。`,
      spoken:
        'g bar 长度平方的均值，是 g 的长度平方加上 V 除以 R；因此 g 的长度平方由 g bar 的长度平方减 S 除以 R 来估计。',
    },
    'which-images': {
      why: raw`训练时图像也在变，由全方差公式，图像的部分要加到对各批次取平均的噪声之上；图中把它显示为“批次差异”，而不混在一起。`,
      spoken:
        'g hat 的协方差的迹，等于对噪声的协方差的迹在图像间的均值，加上对噪声的均值在图像间的协方差的迹。',
    },
    'one-step': {
      why: raw`噪声对普通梯度下降一步的影响，由二阶导数为 $H$ 的损失 $J$ 的泰勒公式给出：代价为 $\frac{\eta^2}{2}\tr(H\Cov[\g])$，因此在这一阶上，没有曲率的方向上的噪声不花代价，只有 $H$ 是单位矩阵的倍数时，代价才只取决于 $V$。`,
      spoken:
        '损失 J 在 phi 减 eta 乘以 g hat 处的均值，约等于 J(phi)，减 eta 乘以 g 的长度平方，加 eta 平方的一半乘以如下之和：g 的转置乘以 H 乘以 g，加 H 乘以 g hat 的协方差的迹。',
    },
  },
  outro: raw`所以，图中说明的是每种估计量的梯度此时此地有多大噪声，并附 95 % 区间。它没有说明：哪一种学得快，那取决于曲率和学习率，而 Adam 会对各步取平均，并自行调整每个权重的尺度；在别的权重处如何，因为用\term{var-score}{得分函数}训练会走到与用\term{var-reparam}{重参数化}训练不同的地方；代价如何，因为 $L$ 次抽样要解码 $L$ 次（“V × 次数”一列说明了这一点）；也没有说明不同网络的数值可以相比，因为 $V$ 取决于权重有多少、尺度如何。只有同样权重下的\term{var-ratio}{比值}才是公平的比较。`,
  reference: raw`刀切法：Efron & Tibshirani，“An introduction to the bootstrap”，1993，第 11 章；不求梯度的范数：Goodfellow，“Efficient per-example gradient computations”，2015，arXiv:1510.01799；噪声对一步的代价：Bottou, Curtis & Nocedal，“Optimization methods for large-scale machine learning”，SIAM Review 60，2018，第 4 节。`,
}
