/** The score function: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '得分函数（REINFORCE）',
  intro: raw`编码器对一张图像的输出是 $\gamma$：高斯分布时为 $(\mu, \lv)$，比特或类别时为对数几率，对 $z$ 的积分此时变为求和。$\qg$ 表示作为其函数的 $\q$。我们要求 $E = \Eq[f(z)]$ 对 $\gamma$ 的梯度，先取 $f(z) = \log\lik$，只需要它的函数值：不需要斜率，甚至不需要连续。想法是：样本不动，只改变其权重。`,
  steps: {
    inside: {
      why: raw`期望是积分，其中 $\gamma$ 只在密度里，对高斯分布这样的指数族，只要 $\Eq|f(z)|$ 在 $\gamma$ 的某个邻域内有限，求导就可以移到里面。`,
      spoken: 'f(z) 在 q 下的期望对 gamma 的梯度，等于 f(z) 乘以密度 q 的梯度，再对 z 积分。',
    },
    'log-derivative': {
      why: raw`链式法则 $\nabla\log q = \nabla q/q$ 两边乘以 $q$，它对每个 $z$ 都为正。`,
      spoken: '密度的梯度，等于密度乘以其对数的梯度。',
    },
    expectation: {
      why: raw`代入积分，$\qg$ 又作为因子出现，于是积分重新成为对 $q$ 的采样求的期望，被平均的是 $f$ 乘以得分 $s$。`,
      spoken: 'f 的期望的梯度，等于 f(z) 乘以 z 的得分 s，在 q 下的期望，得分即对数密度的梯度。',
    },
    estimator: {
      why: raw`对 $L$ 次独立采样取平均，就是期望的无偏估计；这就是\term{estimator-score}{得分函数估计量}，又称 REINFORCE 或似然比估计量。`,
      spoken: '估计 g hat 是对从 q 采样的 L 个 z，f(z) 乘以 z 的得分的平均。',
    },
    'score-mean': {
      why: raw`对任何 $\gamma$，密度的积分都为一，因此由同样的交换，取 $f = 1$，得分的期望为零。`,
      spoken: '得分在 q 下的期望，是 q 的梯度的积分，即 q 的积分的梯度，也就是一的梯度，为零。',
    },
    'whole-elbo': {
      why: raw`现在令 $f$ 为 ELBO 的整个被积函数，正如 KL 也由同样的采样来估计时那样：此时 $f$ 本身含有 $\gamma$。`,
      spoken: '令 f gamma z 为 x 与 z 的对数联合密度减去 q gamma z 的对数。',
    },
    'two-terms': {
      why: raw`在积分号下用乘积法则：$\gamma$ 移动密度，得到与前面相同的第一项；它又移动函数，得到第二项。`,
      spoken: 'f gamma 的期望的梯度，等于 f gamma 乘以得分的期望，加上 f gamma 的梯度的期望。',
    },
    'second-term': {
      why: raw`$f_\gamma$ 中只有 $-\log\qg$ 含有 $\gamma$，因此第二项是得分期望的相反数，为零：整个 ELBO 的估计量形式不变，仍是 $f_\gamma$ 乘以 $s$。`,
      spoken: 'f gamma 的梯度的期望，等于负的 log q 的梯度的期望，即负的得分的期望，为零。',
    },
    'log-density': {
      why: raw`编码器的高斯分布各坐标独立，即协方差为对角矩阵，每个潜变量有自己的宽度（若共用一个宽度，则为各向同性），因此其对数密度是 $D$ 个潜变量之和；编码器输出 $\log\sigma_j^2$，因为这样任何实数都对应一个宽度，而一步使宽度按倍数改变。`,
      spoken:
        'q gamma z 的对数，是对各潜变量 j 的如下之和：负的二分之一 log 2 pi，减 sigma j 平方的对数的一半，减 z j 减 mu j 的平方除以两倍 sigma j 平方。',
    },
    'score-of-mean': {
      why: raw`只有最后一部分含 $\mu_j$；样本由 $z_j = \mu_j + \sigma_j\eps_j$ 得到，因此得分可以用它的噪声来写。`,
      spoken: '对数密度对 mu j 的导数，是 z j 减 mu j 之差除以 sigma j 平方，等于 epsilon j 除以 sigma j。',
    },
    'score-of-log-variance': {
      why: raw`对 $v = \log\sigma_j^2$ 求导，中间部分给出 $-\frac12$，又由于 $1/\sigma_j^2 = e^{-v}$，最后一部分给出 $\frac12(z_j-\mu_j)^2/\sigma_j^2$。`,
      spoken:
        '对数密度对 sigma j 平方的对数的导数，是 z j 减 mu j 的平方除以 sigma j 平方，再减一，整体的一半；即 epsilon j 平方减一的一半。',
    },
    'by-hand': {
      why: raw`把两个得分逐坐标代入估计量：这 $2D$ 个数只靠前向计算求得，并手动设为编码器输出处的梯度，在 PyTorch 中只需六行（对 $-E$，因为要最小化，取一个样本）。`,
      spoken:
        'E 对 mu 的导数的估计，是 f(z) 乘以 epsilon 除以 sigma 对各次采样的平均；对 sigma 平方的对数的导数的估计，是 f(z) 乘以 epsilon 平方减一的一半的平均。',
    },
    'with-kl': {
      why: raw`若 KL 取\term{kl-mode}{闭式解}，则减去它对 $\gamma$ 的精确梯度，以 $\beta$ 加权；它没有噪声。`,
      spoken:
        '目标对 gamma 的梯度的估计，是 E 的梯度的估计，减去 beta 乘以如下一对：mu，以及 sigma 平方减一的一半。',
    },
    encoder: {
      why: raw`由此往后，反向传播照常穿过编码器往回走；其雅可比矩阵取决于图像与 $\phi$，而与采样无关，因此对 $\gamma$ 无偏的估计对 $\phi$ 也无偏。`,
      spoken:
        '对编码器参数 phi 的梯度的估计，是 gamma 对 phi 的雅可比矩阵的转置，乘以对 gamma 的梯度的估计。',
    },
    decoder: {
      why: raw`$\q$ 不含解码器的参数，因此它们的梯度移到期望里面，对同样的采样取平均，这对任何估计量都一样。`,
      spoken: '对解码器参数 theta 的梯度的估计，是给定 z 时 x 的 log p theta 的梯度对各次采样的平均。',
    },
  },
  outro: raw`$f > 0$ 的样本把 $\mu$ 拉向自己，$f < 0$ 的把它推开；像素服从伯努利分布时，每个 $f$ 都为负，于是每个样本都在推，只有推力强弱之差才携带信号。方差面板中，这就是\term{var-score}{橙色曲线}。后面的推导测量并减小这种噪声。`,
  exercise: {
    task: raw`请在用“重参数化”训练时看两条方差曲线，然后选择\term{estimator-score}{得分函数}。`,
    question: raw`切换之后的第一次测量中，两条曲线会怎样？`,
    choices: ['几乎不变：权重相同', '互换位置'],
    because: raw`不论训练用哪一种估计量，两条曲线都在同样的权重下测量；切换并不改变它们，只有当噪声更大的训练走到别的权重之后，它们才会不同。`,
  },
  reference: raw`Glynn，“Likelihood ratio gradient estimation for stochastic systems”，Communications of the ACM 33，1990；Williams，“Simple statistical gradient-following algorithms for connectionist reinforcement learning”，Machine Learning 8，1992；用于变分推断：Paisley, Blei & Jordan，“Variational Bayesian inference with stochastic search”，2012，arXiv:1206.6430；Ranganath, Gerrish & Blei，“Black box variational inference”，2014，arXiv:1401.0118，第 2 节；综述：Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020，第 4 节。`,
}
