/** Monte Carlo KL, and sticking the landing: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '蒙特卡洛 KL 与 STL 估计量',
  intro: raw`到标准正态的 KL 有闭式解，用它似乎再好不过。其实未必：若用估计重构项的同样样本来估计 KL，两者的噪声可以相互抵消。KL 的梯度如何得到，由设置 \term{kl-mode}{KL 项}决定；这里讲它的三个选项，取 $\beta = 1$，一次采样，$z(\eps,\gamma) = \mu+\sigma\odot\eps$。`,
  steps: {
    'same-draws': {
      why: raw`KL 是 $q$ 下的期望，因此可以对本来就有的样本取平均，其中含 $2\pi$ 的常数抵消，且 $(z_j-\mu_j)/\sigma_j = \eps_j$；单个样本的值完全可能为负。`,
      spoken:
        'KL 的蒙特卡洛估计，是 q gamma z 的对数减去 p z 的对数，对各次采样的平均，即对各潜变量的如下之和的一半：z j 平方减 epsilon j 平方减 sigma j 平方的对数。',
    },
    'two-ways-in': {
      why: raw`沿路径求导时，$\gamma$ 从两处进入 $\log q$：经由样本的位置 $z$，以及经由固定位置处的密度本身，后者就是得分。`,
      spoken:
        'log q gamma 在 z 处对 gamma 的全导数，等于 z 的雅可比矩阵的转置乘以 log q 对 z 的梯度，加上 log q 对 gamma 的梯度，即得分。',
    },
    total: {
      why: raw`由 $\nabla_z\log q = -\eps/\sigma$、$\partial z_j/\partial\mu_j = 1$ 与 $\partial z_j/\partial\log\sigma_j^2 = \frac12\sigma_j\eps_j$，随机部分在每个样本处抵消：密度与样本一起平移，什么也不改变，而对宽度，余下的是密度变宽时峰顶如何下降。`,
      spoken:
        'log q 对 mu j 的全导数，是负的 epsilon j 除以 sigma j，加上 epsilon j 除以 sigma j，为零；对 sigma j 平方的对数的全导数，是负的 epsilon j 平方的一半，加上 epsilon j 平方减一的一半，等于负二分之一。',
    },
    'monte-carlo': {
      why: raw`含先验的部分 $-\log\prior = \frac12|z|^2$ 加常数，其导数为 $z$，沿路径取；两者合起来就是蒙特卡洛 KL 的梯度，而由 $\Ee[z_j] = \mu_j$ 与 $\Ee[\eps_j z_j] = \sigma_j$，其期望就是闭式解的梯度。`,
      spoken:
        'KL 的蒙特卡洛梯度，对 mu j 为 z j，期望为 mu j；对 sigma j 平方的对数，为 sigma j 乘以 epsilon j 乘以 z j 的一半，再减二分之一，期望为 sigma j 平方减一的一半。',
    },
    'without-score': {
      why: raw`STL（sticking the landing，意为稳稳落地）从全导数中去掉得分，只保留沿路径而来的部分；得分的期望为零，所以它仍然无偏。`,
      spoken:
        'STL 的梯度，对 mu j 为 z j 减 epsilon j 除以 sigma j；对 sigma j 平方的对数，为它乘以 sigma j 乘以 epsilon j 的一半；它与蒙特卡洛梯度之差的期望是得分的期望，为零。',
    },
    'whole-elbo': {
      why: raw`对整个 ELBO 也是如此，其中 KL 的梯度是要减去的：沿路径而来的是单个函数 $\log\joint-\log\qg$ 的梯度，全导数与它只差一个得分。`,
      spoken:
        'ELBO 的 STL 梯度，是 z 的雅可比矩阵的转置，乘以对数联合密度减 log q 之差对 z 的梯度；蒙特卡洛梯度是它减去得分。',
    },
    landing: {
      why: raw`若编码器的高斯分布就是真实后验，则该函数为常数 $\log\evidence$，其梯度为零：每个样本都给出精确梯度，在这个最优处为零。`,
      spoken: '若 q 等于后验，则对每个 z，对数联合密度减 log q 都是对数证据，STL 梯度为零。',
    },
    'no-landing': {
      why: raw`此处全导数是得分的相反数，噪声依旧：其方差即 $\eps_j/\sigma_j$ 与 $\frac12(\eps_j^2-1)$ 的方差。`,
      spoken:
        '若 q 等于后验，则蒙特卡洛梯度是得分的相反数，对 mu j 的方差为 sigma j 平方分之一，对 sigma j 平方的对数的方差为二分之一。',
    },
    'closed-form': {
      why: raw`用闭式解时，解码器的梯度独自存在，$\nabla_z\log\lik = \nabla_z\log\post-\nabla_z\log\prior = z-\eps/\sigma$，减去 KL 的精确值 $\mu_j$，即使在此处也仍有一些噪声，只要 $\sigma_j^2 < 2$，对均值而言就小于 $1/\sigma_j^2$。`,
      spoken:
        '若 q 等于后验，则闭式解梯度对 mu j 为 sigma j 减 sigma j 分之一，再乘以 epsilon j；其方差是 sigma j 减 sigma j 分之一的平方；对 sigma j 平方的对数，方差是四分之一乘以如下之和：sigma j 平方乘以 mu j 平方，加两倍的 sigma j 平方减一的平方。',
    },
    'score-function': {
      why: raw`得分函数不沿路径求导，没有可去掉的部分；它有的是基线，因为在真实后验处 $f_\gamma$ 为常数，取 $b = \log\evidence$，每个样本都恰好给出零。`,
      spoken:
        '得分函数的梯度，是 f gamma z 减基线 b 之差乘以得分，其中 f gamma 是对数联合密度减 log q gamma；若 q 等于后验，则为对数证据减 b 之差乘以得分。',
    },
    'leave-one-out-landing': {
      why: raw`留一法基线自己就能找到这个值，因为相等的数，其均值就是该数：用蒙特卡洛 KL 与留一法，得分函数也能稳稳落地。`,
      spoken: '若 f gamma 在全部 L 个样本处都是对数证据，则样本 l 处的 f gamma 减去其留一法基线为零。',
    },
  },
  outro: raw`这里的编码器从来不会是真实后验，因此噪声不会消失；收益有多大，由方差面板测量。若 $\beta \ne 1$，沿路径的函数为 $\log\lik-\beta\,(\log\qg-\log\prior)$，其最优处是另一个密度，落地点也在那里。`,
  exercise: {
    task: raw`请训练一会儿，再将 \term{kl-mode}{KL 项}在闭式解、蒙特卡洛与 STL 估计量之间切换，看方差曲线。`,
    question: raw`三者有何不同？`,
    choices: ['梯度的期望', '期望与噪声', '只有噪声'],
    because: raw`三者的期望相同，如以上各行所示；不同的只是噪声，哪一个最小，取决于编码器离真实后验有多近。`,
  },
  reference: raw`Roeder, Wu & Duvenaud，“Sticking the landing: simple, lower-variance gradient estimators for variational inference”，2017，arXiv:1703.09194；Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，式 6、7（两种估计量）；用对数比的留一法：Richter, Boustati, Nüsken, Ruiz & Akyildiz，“VarGrad: a low-variance gradient estimator for variational inference”，2020，arXiv:2010.10436。`,
}
