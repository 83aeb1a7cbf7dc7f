/** The KL of two Gaussians, term by term: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '两个高斯分布的 KL 散度，逐项来看',
  intro: raw`编码的代价 $\KL{\q}{\prior}$ 无需随机采样：两个密度都是高斯的，要算的只有平方的期望。先看一个坐标，第二个高斯分布取一般的 $\N(m, s^2)$；再取标准正态，并推广到全部 $D$ 个坐标。前六行中，$\Eq$ 是对 $z \sim \N(\mu, \sigma^2)$ 求期望。`,
  steps: {
    densities: {
      why: raw`一个坐标的两个密度的对数。`,
      spoken:
        '均值为 mu、方差为 sigma 平方的正态密度的对数，是负的二分之一 log 2 pi，减 log sigma，减 z 减 mu 的平方除以两倍 sigma 平方；换成 m 与 s 也一样。',
    },
    'log-ratio': {
      why: raw`相减时含 $2\pi$ 的常数抵消。`,
      spoken:
        '两个密度之比的对数，是 s 除以 sigma 的对数，减 z 减 mu 的平方除以两倍 sigma 平方，加 z 减 m 的平方除以两倍 s 平方。',
    },
    'own-square': {
      why: raw`这就是 $z$ 的方差的定义。`,
      spoken: 'z 减 mu 的平方在 q 下的期望是 sigma 平方。',
    },
    'other-square': {
      why: raw`将平方展开；中间的乘积 $2(z-\mu)(\mu-m)$ 期望为零，因为 $z-\mu$ 的期望为零。`,
      spoken: 'z 减 m 的平方的期望，是 z 减 mu 再加 mu 减 m 的平方的期望，等于 sigma 平方加 mu 减 m 的平方。',
    },
    general: {
      why: raw`把这两个期望代入对数之比的期望，按定义即 KL 散度；其中第一个平方给出 $-\sigma^2/(2\sigma^2) = -\frac12$，而它不是距离，一看便知：从 $\N(0,1)$ 到 $\N(0,4)$ 为 $0.318$ nat，反过来为 $0.807$ nat。`,
      spoken:
        '从均值为 mu、方差为 sigma 平方的正态分布，到均值为 m、方差为 s 平方的正态分布，KL 散度为 s 除以 sigma 的对数，减二分之一，加 sigma 平方与 mu 减 m 的平方之和除以两倍 s 平方。',
    },
    standard: {
      why: raw`先验的 $m = 0$、$s = 1$，且 $-\log\sigma = -\frac12\log\sigma^2$。`,
      spoken: '到标准正态的 KL 散度，是 mu 平方加 sigma 平方减 sigma 平方的对数再减一，整体的一半。',
    },
    independence: {
      why: raw`两个密度都是各坐标之积，因此对数之比是和，其期望也是和。`,
      spoken: '从 q 到先验的 KL 散度，是各坐标对数之比的和的期望，因此等于各潜变量到标准正态的 KL 散度之和。',
    },
    'four-pieces': {
      why: raw`不按坐标而按种类整理：四个数值都是测试图像上的平均，单位为 nat，加起来正好相等。`,
      spoken: 'KL 散度等于均值平方之和的一半，加方差之和的一半，减对数方差之和的一半，再减潜变量维数的一半。',
    },
    'pull-on-mean': {
      why: raw`只有第一项含均值：它惩罚远离原点的编码，以与距离成正比的力把编码拉回，如同弹簧。`,
      spoken: 'KL 散度对 mu j 的导数是 mu j。',
    },
    'pull-on-width': {
      why: raw`由于 $\sigma_j^2 = e^{\log\sigma_j^2}$ 对 $\log\sigma_j^2$ 的导数就是它自己，第二项惩罚太宽的编码，越宽罚得越重，第三项惩罚太精确的编码，力度始终不变，两者在 $\sigma_j = 1$ 处平衡。`,
      spoken: 'KL 散度对 sigma j 平方的对数的导数，是 sigma j 平方的一半减二分之一。',
    },
    'one-coordinate': {
      why: raw`常数使和的最小值为零，因为 $t - 1 \ge \log t$，且仅在 $t = 1$ 时取等号：当且仅当 $\mu_j = 0$ 且 $\sigma_j = 1$，即该坐标不携带任何图像信息时，它才不花代价。`,
      spoken:
        '潜变量 j 的 KL 散度，是 mu j 平方的一半，加 sigma j 平方减一再减 sigma j 平方的对数的一半，它至少为零。',
    },
  },
  outro: raw`训练时请看各项如何变动：起初各项相互抵消，因为新编码器给出 $\mu \approx 0$ 与 $\sigma \approx 1$；随后\term{kl-mean}{均值散开}以区分数字，\term{kl-log-variance}{宽度缩小}以求精确。按坐标整理，同一个和显示\term{activity}{哪些潜变量在用}：为零者已经关闭，因为它们带来的信息抵不上 KL 的代价。提高 \term{beta}{β}，会有更多潜变量关闭。`,
  exercise: {
    task: raw`请按“重置”，再按一次“单步”，看“按种类整理”下的四个数。`,
    question: raw`新编码器的哪一项最大？`,
    choices: ['均值', '方差', '对数方差'],
    because: raw`新编码器给出 $\mu \approx 0$ 与 $\sigma \approx 1$，因此\term{kl-variance}{方差}项约为 $D/2$，而\term{kl-constant}{常数}项 $-D/2$ 与之抵消：KL 从零附近开始。`,
  },
  reference: raw`Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，附录 B（先验为标准正态的情形）。`,
}
