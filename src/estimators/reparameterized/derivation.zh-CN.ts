/** Reparameterization: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '重参数化（路径梯度）',
  intro: raw`同样是 $E = \Eq[f(z)]$ 对 $\gamma = (\mu, \lv)$ 的梯度，想法却相反：权重不变，移动样本。随机性放进与 $\gamma$ 无关的噪声 $\eps$，编码成为两者的可微函数。`,
  steps: {
    path: {
      why: raw`任何各坐标独立的高斯分布，都是标准正态按 $\sigma$ 伸缩、按 $\mu$ 平移而来，因此\term{z}{编码}可以由噪声经一个对 $\gamma$ 可微的函数得到。`,
      spoken:
        '编码 z 是 epsilon 与 gamma 的函数，即 mu 加上 sigma 逐坐标乘以 epsilon，其中 epsilon 是标准正态噪声。',
    },
    density: {
      why: raw`对每个 $\gamma$，从 $\eps$ 到 $z$ 的映射是一一的，因此 $|\qg\dz| = |p(\eps)\deps|$；其雅可比矩阵是对角的，对角元为 $\sigma_j$，因此体积按其乘积放大，密度按其乘积缩小，得到的正是编码器的高斯分布。`,
      spoken:
        'z 的密度 q，等于 epsilon 的密度 p 除以雅可比行列式，即各潜变量的 p(epsilon j) 除以 sigma j 的乘积，也就是均值为 mu、方差为 sigma 平方的正态密度。',
    },
    'same-mean': {
      why: raw`代入积分，对编码的期望就成为对噪声的期望，而噪声的密度不含 $\gamma$。`,
      spoken:
        'f(z) 在 q 下的期望，即对 z 的积分，等于 f 在 由 epsilon 与 gamma 得到的 z 处的值乘以 p(epsilon) 再对 epsilon 的积分，也就是它对噪声的期望。',
    },
    inside: {
      why: raw`由于 $p(\eps)$ 不含 $\gamma$，求导就落到 $f$ 上，再由链式法则落到解码器的输入处，$\nabla_z f$ 就是反向传播在那里得到的量；这比得分函数要求得多：$f$ 须为局部利普希茨，其沿路径的斜率对附近的所有 $\gamma$ 以某个期望有限的量为界，网络满足这一点，ReLU 的折点也不例外，有跳跃的函数则不满足。`,
      spoken:
        'f 对噪声的期望，其对 gamma 的梯度，等于 f 对 gamma 的梯度对噪声的期望，即 z 对 gamma 的雅可比矩阵的转置乘以 f 对 z 的梯度的期望。',
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
    'same-gradient': {
      why: raw`对局部利普希茨且至多按多项式增长的 $f$，分部积分的边界项为零，因为 $q$ 比 $z$ 的任何次幂都衰减得快，由此得分函数的期望化为路径梯度的期望，用于 $\eps_j f$ 则对宽度得到同样的结果：两个估计量逐样本不同，平均则一致。`,
      spoken:
        'f 乘以 epsilon j 除以 sigma j 的期望，等于负的 f 乘以 q 对 z j 的导数的积分，即 f 对 z j 的导数的期望；f 乘以 epsilon j 平方减一的一半的期望，等于 sigma j 乘以 epsilon j 的一半，再乘以该导数的期望。',
    },
    linear: {
      why: raw`对线性的 $f$，每个样本处斜率相同，对 $\mu$ 的路径梯度毫无噪声，而得分函数即使减去 $\Eq f$，也得在噪声与噪声的乘积中寻找斜率。`,
      spoken:
        '若 f 是线性的，等于 c 加 w 的转置乘以 z，则对 z j 的斜率的方差为零，而 f 减其期望再乘以 epsilon j 除以 sigma j 的方差，是 w j 平方，加上对 k 求和的 w k 平方乘以 sigma k 平方，除以 sigma j 平方。',
    },
    curvature: {
      why: raw`由高斯分布的 Poincaré 不等式，任何函数的方差至多为其各斜率的均方值以 $\sigma_k^2$ 加权之和；用于二阶可微的 $f$ 的一个斜率，它表明只有曲率才使路径梯度有噪声，而小的 $\sigma$ 使噪声变小。`,
      spoken:
        'f 对 z j 的斜率的方差，至多为对 k 求和的 sigma k 平方，乘以 f 对 z j 与 z k 的二阶导数的均方值。',
    },
    'slope-bound': {
      why: raw`方差至多为均方值，因此斜率长度的上界 $M$ 限定了全部 $D$ 个均值上的噪声之和，不论潜变量有多少，也不论 $f$ 本身有多大。`,
      spoken: '若 f 的梯度处处不长于 M，则梯度的协方差的迹至多为 M 平方。',
    },
    measured: {
      why: raw`对现在这个网络，结果如此：两种估计量在同样的权重、同样的图像和同样的噪声下测量。`,
      spoken: '测得的得分函数的方差，除以重参数化梯度的方差，等于 rho。',
    },
  },
  outro: raw`在同样的权重下，不论训练用哪一种，方差曲线中\term{var-reparam}{蓝色}都在\term{var-score}{橙色}之下。原因在于两个估计量的最后一个因子：一个从解码器得到每个潜变量的上升方向；另一个只得到一个数 $f$，所有潜变量共用，只能靠尝试去发现。若 $f$ 起伏得比 $\sigma$ 的尺度还快，导数就会误导，次序颠倒：见“基线”推导。若编码是离散的，则根本没有路径：见离散编码一章。`,
  exercise: {
    task: raw`请在“一维”视图中改变基线，即从 $f$ 中减去的常数。`,
    question: raw`哪一个直方图的宽度会变？`,
    choices: ['两个都变', '只有得分函数的', '只有重参数化的'],
    because: raw`常数的导数为零，因此路径估计量不含它；得分函数把它乘以期望为零的得分，只增加噪声，不增加信号。`,
  },
  reference: raw`Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，第 2.4 节与式 10；Rezende, Mohamed & Wierstra，“Stochastic backpropagation and approximate inference in deep generative models”，2014，arXiv:1401.4082（Bonnet 与 Price 的高斯梯度恒等式）；综述：Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020，第 5 节；Poincaré 不等式：Chernoff，“A note on an inequality involving the normal distribution”，Annals of Probability 9，1981，多维情形：Chen，“An inequality for the multivariate normal distribution”，Journal of Multivariate Analysis 12，1982。`,
}
