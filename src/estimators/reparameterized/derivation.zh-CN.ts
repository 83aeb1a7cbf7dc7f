/** Reparameterization: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '重参数化（路径梯度）',
  intro: raw`同样是 $E = \Eq[f(z)]$ 对 $\gamma = (\mu, \lv)$ 的梯度，想法却相反：权重不变，移动样本。随机性放进与 $\gamma$ 无关的噪声 $\eps$，编码成为两者的可微函数。`,
  steps: {
    path: {
      why: raw`任何各坐标独立的高斯分布，都是标准正态按 $\sigma$ 伸缩、按 $\mu$ 平移而来，因此\term{z}{编码}可以由噪声经一个对 $\gamma$ 可微的函数得到。`,
      spoken:
        '编码 z 是 epsilon 与 gamma 的函数 g，即 mu 加上 sigma 逐坐标乘以 epsilon，其中 epsilon 是标准正态噪声。',
    },
    'change-of-variables': {
      why: raw`对 $\sigma > 0$ 的每个固定 $\gamma$，从 $\eps$ 到 $z$ 的映射是一一的，因此 $\eps$ 周围小体积中的概率，等于它在 $z$ 周围的像中的概率。`,
      spoken: 'q(z) d z 的绝对值，等于 p(epsilon) d epsilon 的绝对值。',
    },
    density: {
      why: raw`$g$ 对 $\eps$ 的雅可比矩阵是对角的，对角元为 $\sigma_j$，因此体积按其乘积放大，密度按其乘积缩小，得到的正是编码器的高斯分布。`,
      spoken:
        'z 的密度 q，等于 epsilon 的密度 p 除以雅可比行列式，即各潜变量的 p(epsilon j) 除以 sigma j 的乘积，也就是均值为 mu、方差为 sigma 平方的正态密度。',
    },
    'same-mean': {
      why: raw`把变量替换的两边代入积分，对编码的期望就成为对噪声的期望，而噪声的密度不含 $\gamma$。`,
      spoken:
        'f(z) 在 q 下的期望，即对 z 的积分，等于 f 在 g 处的值乘以 p(epsilon) 再对 epsilon 的积分，也就是它对噪声的期望。',
    },
    inside: {
      why: raw`由于 $p(\eps)$ 不含 $\gamma$，求导就落到 $f$ 上；这比得分函数要求得多：$f$ 须为局部利普希茨，其沿路径的斜率对附近的所有 $\gamma$ 以某个期望有限的量为界，网络满足这一点，ReLU 的折点也不例外，有跳跃的函数则不满足。`,
      spoken: '对噪声的 f 在 g 处的期望，其对 gamma 的梯度，等于 f 在 g 处对 gamma 的梯度对噪声的期望。',
    },
    'chain-rule': {
      why: raw`$\gamma$ 移动编码，编码移动 $f$；$\nabla_z f$ 就是经解码器反向传播在其输入处得到的量。`,
      spoken: 'f 在 g 处对 gamma 的梯度，是 g 对 gamma 的雅可比矩阵的转置，乘以 f 对 z 的梯度。',
    },
    'path-slopes': {
      why: raw`由 $z_j = \mu_j + \sigma_j\eps_j$ 与 $\sigma_j = e^{\frac12\log\sigma_j^2}$，噪声保持不变。`,
      spoken: 'z j 对 mu j 的导数是一；对 sigma j 平方的对数的导数，是 sigma j 乘以 epsilon j 的一半。',
    },
    estimator: {
      why: raw`对噪声的 $L$ 次采样取平均，得到\term{estimator-reparam}{路径估计量}，它无偏，因为每次采样都无偏。`,
      spoken:
        '对 mu 的梯度的估计，是 f 对 z 的梯度在各次采样上的平均；对 sigma 平方的对数的，是 sigma 的一半乘以 epsilon 再乘以该梯度的平均，逐坐标计算。',
    },
    'same-gradient-mean': {
      why: raw`对局部利普希茨且至多按多项式增长的 $f$，分部积分的边界项为零，因为 $q$ 比 $z$ 的任何次幂都衰减得快，由此得分函数的期望化为路径梯度的期望：两个估计量逐样本不同，平均则一致。`,
      spoken:
        'f 乘以 epsilon j 除以 sigma j 的期望，等于负的 f 乘以 q 对 z j 的斜率的积分，等于 f 的斜率乘以 q 的积分，即 f 对 z j 的斜率的期望。',
    },
    'same-gradient-log-variance': {
      why: raw`同样对 $\eps_j$ 分部积分，用于乘积 $\eps_j f$，得到 $\Ee[\eps_j^2 f] = \Ee[f + \sigma_j\eps_j\,\partial f/\partial z_j]$。`,
      spoken:
        'f 乘以 epsilon j 平方减一的一半的期望，等于 sigma j 乘以 epsilon j 的一半，再乘以 f 对 z j 的斜率的期望。',
    },
    linear: {
      why: raw`对线性的 $f$，每个样本处斜率相同，对 $\mu$ 的路径梯度毫无噪声，而得分函数即使减去 $\Eq f$，也得在噪声与噪声的乘积中寻找斜率。`,
      spoken:
        '若 f 是线性的，等于 c 加 w 的转置乘以 z，则对 z j 的斜率的方差为零，而 f 减其期望再乘以 epsilon j 除以 sigma j 的方差，是 w j 平方，加上对 k 求和的 w k 平方乘以 sigma k 平方，除以 sigma j 平方。',
    },
    curvature: {
      why: raw`由高斯分布的 Poincaré 不等式，任何函数的方差至多为其各斜率的均方值以 $\sigma_k^2$ 加权之和；用于二阶可微的 $f$ 的一个斜率，它表明只有曲率才使路径梯度有噪声，而小的 $\sigma$ 使它安静。`,
      spoken:
        'f 对 z j 的斜率的方差，至多为对 k 求和的 sigma k 平方，乘以 f 对 z j 与 z k 的二阶导数的均方值。',
    },
    'slope-bound': {
      why: raw`方差至多为均方值，因此斜率长度的上界 $K$ 限定了全部 $D$ 个均值上的噪声之和，不论潜变量有多少，也不论 $f$ 本身有多大。`,
      spoken: '若 f 的梯度处处不长于 K，则梯度的协方差的迹至多为 K 平方。',
    },
    measured: {
      why: raw`对现在这个网络，结果如此：两种估计量在同样的权重、同样的图像和同样的噪声下测量。`,
      spoken: '测得的得分函数的方差，除以重参数化梯度的方差，等于 rho。',
    },
    'discrete-path': {
      why: raw`离散的编码，此处为以概率 $\pi$ 取 $1$ 的一个比特，也可以由噪声得到，但它会跳：对几乎每个 $u$，$\pi$ 的微小变化什么也不改变，因此路径导数为零。`,
      spoken: '若均匀随机数 u 小于 pi 时 z 为一，否则为零，则 u 固定时 f(z) 对 pi 的导数为零。',
    },
    'discrete-gradient': {
      why: raw`$\pi f(1) + (1-\pi)f(0)$ 的真实导数并不为零，而得分函数对概率求导而非对样本求导，其期望正是它。`,
      spoken:
        'f(z) 的期望对 pi 的导数，是 f(1) 减 f(0)，等于 f(z) 乘以如下之差的期望：z 除以 pi，减去一减 z 除以一减 pi。',
    },
  },
  outro: raw`请选择\term{estimator-reparam}{重参数化}，比较方差的曲线：在同样的权重下，不论训练用哪一种，\term{var-reparam}{蓝色}都在\term{var-score}{橙色}之下。原因在于两个估计量的最后一个因子：一个由解码器逐个潜变量告知哪边是上坡；另一个只得到一个数 $f$，所有潜变量共用，只能靠尝试去发现。若 $f$ 起伏得比 $\sigma$ 的尺度还快，斜率就会误导，次序颠倒：见“基线”推导。`,
  reference: raw`Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，第 2.4 节与式 10；Rezende, Mohamed & Wierstra，“Stochastic backpropagation and approximate inference in deep generative models”，2014，arXiv:1401.4082（Bonnet 与 Price 的高斯梯度恒等式）；综述：Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020，第 5 节；Poincaré 不等式：Chernoff，“A note on an inequality involving the normal distribution”，Annals of Probability 9，1981，多维情形：Chen，“An inequality for the multivariate normal distribution”，Journal of Multivariate Analysis 12，1982。`,
}
