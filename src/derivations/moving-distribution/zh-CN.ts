/** The gradient of an expectation whose distribution depends on the parameters: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '分布依赖参数时，期望的梯度如何求',
  intro: raw`ELBO 的两项之中，KL 有闭式解。余下的是重构项，即 $f_\theta(z) = \log\lik$ 对编码的期望，它的两个部分在训练中都会变：解码器学习时，函数在变；编码器学习时，分布在变。前者容易，后者正是本实验室两种估计量的主题。`,
  steps: {
    wanted: {
      why: raw`梯度上升需要期望对解码器参数和对编码器参数的斜率；$\theta$ 在函数之中，$\phi$ 在 $z$ 所采自的密度 $\q$ 之中。`,
      spoken: '要求的是 f theta z 在 q 下的期望对 theta 的梯度和对 phi 的梯度。',
    },
    decoder: {
      why: raw`$\q$ 不含 $\theta$，且对附近的所有 $\theta$，$f$ 的斜率都以 $z$ 的某个期望有限的函数为界，因此梯度可以移到里面：采样编码，经解码器反向传播，再取平均。`,
      spoken: 'f theta 的期望对 theta 的梯度，等于 f theta 对 theta 的梯度的期望。',
    },
    'through-gamma': {
      why: raw`编码器只通过它为图像给出的数 $\gamma = (\mu,\lv)$ 起作用，因此由链式法则，新的东西全在对 $\gamma$ 的梯度之中，而雅可比矩阵就是通常的反向传播。`,
      spoken: 'f 的期望对 phi 的梯度，是 gamma 对 phi 的雅可比矩阵的转置，乘以 f 的期望对 gamma 的梯度。',
    },
    'not-a-mean': {
      why: raw`期望是积分，其中 $\gamma$ 只在密度里，对高斯分布，只要 $\Eq|f(z)|$ 在 $\gamma$ 的某个邻域内有限，求导就可以移到里面，但密度的位置上现在是 $\nabla_\gamma q$，因此这样写出来的并不是期望。`,
      spoken: 'f 的期望对 gamma 的梯度，等于 f(z) 乘以 q 对 gamma 的梯度的积分。',
    },
    'no-density': {
      why: raw`概率流入处 $\nabla_\gamma q$ 为正，流出处为负，总和不增不减，因此它不是密度，也就无法从中采样，但它可以改写成 $q$ 乘以某个量，得分函数正是这样做的。`,
      spoken: 'q 的梯度的积分，等于 q 的积分的梯度，即一的梯度，为零。',
    },
    'frozen-draw': {
      why: raw`先采样 $z$ 再求导，则什么也得不到：样本一旦采出便是常数，而 $f$ 也不含 $\gamma$。`,
      spoken: 'f(z) 对 gamma 的梯度在 q 下的期望为零。',
    },
    example: {
      why: raw`能看出这一点的最小例子：对 $f(z) = z^2$，期望 $\Eq[z^2] = \mu^2+\sigma^2$ 随 $\mu$ 上升，而样本固定之后的导数为零。`,
      spoken:
        'z 平方的期望对 mu 的导数，是 mu 平方加 sigma 平方的导数，等于两倍 mu；采出样本之后 z 平方对 mu 的导数，其期望为零。',
    },
    'two-ways': {
      why: raw`有两种办法使它重新成为期望：\term{estimator-score}{得分函数}不动样本而改变其权重，\term{estimator-reparam}{重参数化}不动权重而移动样本；两者都精确，各有一个推导专讲。`,
      spoken:
        'f 的期望对 gamma 的梯度，等于 f 乘以 log q 的梯度的期望；也等于对噪声 epsilon 的期望：z 对 gamma 的雅可比矩阵的转置，乘以 f 在 z 处的梯度。',
    },
  },
  outro: raw`两者确是同一个梯度，这可以在方差面板的“单个坐标”视图中看到：两个直方图，\term{var-reparam}{蓝色}与\term{var-score}{橙色}，期望相同。两者并非同样好，这正是本实验室其余部分所测量的。`,
  exercise: {
    task: raw`请打开方差面板的“一维”视图，选平方函数作为 $f$，用两种估计量采样。`,
    question: raw`比较两个直方图：两者有何共同之处？`,
    choices: ['宽度', '没有', '均值'],
    because: raw`两者都是同一个梯度的估计，均值都是该梯度；宽度不同，后面的推导讲的正是这一点。`,
  },
  reference: raw`Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020，第 1 至 3 节；指数族的求导与积分交换：Lehmann & Romano，“Testing statistical hypotheses”，第三版，2005，定理 2.7.1。`,
}
