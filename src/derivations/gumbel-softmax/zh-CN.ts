/** Gumbel-Softmax and its temperature: Chinese words. */
const { raw } = String

export const zhCN = {
  title: 'Gumbel-Softmax 与温度',
  intro: raw`把 $\gamma_k+G_k$ 的最大者换成同样这些和在温度 $\tau$ 下的 softmax：样本成为 $\gamma$ 的光滑函数，重参数化便可使用。但求导的是另一个目标，其编码位于单纯形内部。对一个比特，偏差与方差都是一重积分。$\Delta = f(1)-f(0)$，$v = \pi(1-\pi)$，$\rho(x) = 1/\bigl((1+e^{x})(1+e^{-x})\bigr)$ 是逻辑斯谛噪声的密度。`,
  steps: {
    soft: {
      why: raw`第二个式子是比特的情形，因为两个类别只看两个和之差，而 $\ell = \log u-\log(1-u)$ 服从逻辑斯谛分布；此处 $\sigma(x) = 1/(1+e^{-x})$。`,
      spoken:
        'z tau 是 gamma 加 G 之和除以 tau 的 softmax；对一个比特，是 gamma 加 l 之和除以 tau 的 sigmoid。',
    },
    rounding: {
      why: raw`在任何温度下，把软编码取整，都以正确的概率得到硬编码，而当 $\tau$ 降低时，软编码本身就变硬。`,
      spoken:
        '对任何 tau，z tau 大于二分之一的概率都是 pi；tau 趋于零时，若 gamma 加 l 为正，则 z tau 趋于一，否则趋于零。',
    },
    path: {
      why: raw`softmax 的导数，由链式法则带有 $1/\tau$，右边是比特的情形：在阈值附近大，别处几乎为零，$\tau$ 越小越是如此。`,
      spoken:
        'z tau 对 gamma 的导数，是 J(z tau) 除以 tau，其中 J(p) 是 diag p 减 p 乘以 p 的转置；对一个比特，是 z tau 乘以一减 z tau 再除以 tau。',
    },
    estimator: {
      why: raw`这是松弛目标 $\E[f(z_\tau)]$ 的无偏梯度，它需要 $f$ 在 $0$ 与 $1$ 之间的值，而模型从未说过那里的 $f$ 是什么；本实验室称那条曲线为松弛目标，而留出集上的 \term{elbo}{ELBO} 始终用硬编码。`,
      spoken:
        'g hat tau 是 z tau 乘以一减 z tau 再除以 tau，乘以 f 在 z tau 处的导数；其期望是 f(z tau) 的期望对 gamma 的导数。',
    },
    mean: {
      why: raw`代入 $\ell = \tau\operatorname{logit}t-\gamma$，$\mathrm{d}\ell = \tau\,\mathrm{d}t/(t(1-t))$，因子相消，剩下 $f$ 在 $0$ 与 $1$ 之间的导数的加权平均。`,
      spoken: 'g hat tau 的期望，是 f 在 t 处的导数乘以 rho(tau logit t 减 gamma)，从零到一对 t 的积分。',
    },
    bias: {
      why: raw`$\tau = 0$ 时，权重处处为 $\rho(-\gamma) = v$，而 $\int f' = \Delta$，因此偏差随温度消失，除 $\pi = \frac12$ 外与温度成正比。`,
      spoken: '偏差等于 tau 乘以 v 乘以 2 pi 减一，乘以 f 的导数乘以 logit t 的积分，再加上 tau 的二阶项。',
    },
    variance: {
      why: raw`由同样的代换，还剩下一个因子 $t(1-t)/\tau$，于是 $\tau\Var[\g_\tau]$ 趋于 $v\int f'^2\,t(1-t)$：方差按 $1/\tau$ 增大，没有上限。`,
      spoken:
        'g hat tau 的均方值，是 tau 分之一，乘以 f 的导数的平方乘以 t 乘以一减 t 再乘以 rho(tau logit t 减 gamma) 的积分。',
    },
    table: {
      why: raw`取 $f(z) = (z-0.45)^2$、$\pi = 0.2$，$f$ 先降后升，在常用的温度下，松弛梯度的符号是错的，因为它平均的是编码从不在那里的导数；降温可以纠正，代价是方差。`,
      spoken:
        'f 为 z 减 0.45 的平方、pi 为 0.2 时，tau 为 1、0.5、0.1 处的期望为负 0.023125、负 0.018832、0.006552，梯度为 0.016；方差为 0.003312、0.009335、0.054399。',
    },
    'relaxed-kl': {
      why: raw`温度相同、logit 为 $\gamma$ 与 $\gamma_p$ 的两个松弛比特，其散度如此，对任何 $\tau$ 都一样，且除 $a = 0$ 外大于比特的散度；把比特的精确 KL 与松弛的 $z$ 搭配很常见，但那不是下界。`,
      spoken:
        '两个松弛比特的 KL 散度，是 a 乘以 a 的一半的双曲余切再减二，其中 a 是 gamma 减 gamma p；它至少为比特的 KL 散度。',
    },
  },
  outro: raw`没有对一切都最好的温度：偏差随 $\tau$ 减小，方差按 $1/\tau$ 增大，因此最好的温度取决于 $f$，也取决于对多少样本取平均。因此 Jang 等人随步数 $t$ 退火，$\tau_t = \max(\tau_{\min}, \tau_0\,e^{-rt})$：先平滑，最后接近硬编码。评判则不得依赖于它：请用硬编码的 ELBO 比较各次运行。`,
  exercise: {
    task: raw`把较低的温度减半，并对两倍的样本取平均。`,
    question: raw`平均值的偏差与方差会怎样？`,
    choices: ['两者都减半', '偏差减半，方差大致不变', '方差减半，偏差不变'],
    because: raw`偏差与 $\tau$ 成正比；单个样本的方差随 $1/\tau$ 加倍，而两倍的样本又使它减半。`,
  },
  reference: raw`Jang, Gu & Poole，“Categorical reparameterization with Gumbel-Softmax”，2016，arXiv:1611.01144（第 4.2 节：硬编码的 KL 与松弛样本）；Maddison, Mnih & Teh，“The Concrete distribution: a continuous relaxation of discrete random variables”，2016，arXiv:1611.00712。`,
}
