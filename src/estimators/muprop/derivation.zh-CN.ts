/** MuProp: the tangent as a baseline: Chinese words. */
const { raw } = String

export const zhCN = {
  title: 'MuProp：以切线为基线',
  intro: raw`\term{estimator-score}{得分函数}无偏，且从不需要导数；直通估计量只用导数，但有偏。MuProp 把导数当作一个猜测：减去 $f$ 在平均编码处的切线，让得分函数只承担猜测所剩下的部分，再加上猜测自身的梯度，而后者是精确已知的。$\Delta = f(1)-f(0)$，$v = \pi(1-\pi)$。`,
  steps: {
    tangent: {
      why: raw`平均编码 $\pi$ 位于编码之间，虽然没有样本落在那里，解码器仍可在该处求值；$t$ 中的 $\pi$ 视为固定。`,
      spoken: 't(z) 等于 f 在 pi 处的值，加上 f 在 pi 处的梯度乘以 z 减 pi，其中 pi 是 z 在 q 下的期望。',
    },
    known: {
      why: raw`依赖样本的\term{baseline}{基线}会改变期望，所以减去的必须补回来：得分是 $z-\pi$，均值为 $0$，方差为 $v$，切线中因此只剩下斜率。`,
      spoken: 't(z) 乘以 z 减 pi 的期望，等于 v 乘以 f 在 pi 处的导数。',
    },
    estimator: {
      why: raw`在得分函数中从 $f$ 减去切线，再加上它的期望：无论切线猜得好坏，估计都无偏。`,
      spoken:
        'MuProp 估计等于 f(z) 减 t(z)，乘以 z 减 pi，再加上 v 乘以 f 在 pi 处的导数；其期望为 v 乘以 Delta。',
    },
    classes: {
      why: raw`对多个隐变量与类别也一样，每个隐变量有 $J(\pi) = \operatorname{diag}\pi-\pi\pi^\top$：第二项就是直通估计量的那一项，只是导数取在平均编码处，而不是在样本处。`,
      spoken: 'MuProp 估计等于 f(z) 减 t(z)，乘以 log q 的梯度，再加上 J(pi) 乘以 f 在 pi 处的梯度。',
    },
    remainder: {
      why: raw`得分函数仍要加权的部分，既没有常数项也没有线性项：只剩下 $f$ 的曲率。`,
      spoken: '若 f 等于 c 零加 c 一 z 加 c 二 z 平方，则 f(z) 减 t(z) 等于 c 二乘以 z 减 pi 的平方。',
    },
    variance: {
      why: raw`对一个比特只有两种结果，$r_f(1)\,(1-\pi)$ 与 $-r_f(0)\,\pi$，所以方差是 $v$ 乘以两者之差的平方；已知的那一项不增加方差。`,
      spoken:
        'MuProp 的方差等于 v 乘以如下之和的平方：一减 pi 乘以 r(1)，加 pi 乘以 r(0)，其中 r 是 f 减去切线后剩下的部分。',
    },
    between: {
      why: raw`给 $f$ 加上任何在两个编码处为零的函数：模型不变，估计的期望也不变，但切线会变；所以在编码之间不规则的解码器，会使 MuProp 噪声变大，而直通估计量则会出错。`,
      spoken:
        '若 h 在零与一处都为零，则 f 加 h 的估计的期望等于 f 的估计的期望，而 r 之差为负的 h(pi)，再减去 h 在 pi 处的导数乘以 z 减 pi。',
    },
    table: {
      why: raw`第一列中切线猜得不好：$f(0)$ 与 $f(1)$ 都接近 $0$，而 $\pi$ 处的斜率背离 $f(1)$，减去它带来的噪声比去掉的更多；最后一列中 $f$ 就是自己的切线。`,
      spoken:
        '依次为梯度、得分函数的方差、MuProp 的方差：z 减 0.45 的平方、pi 为 0.2 时，为 0.016、0.012769、0.043264；e 的 z 次方、pi 为 0.7 时，为 0.360839、0.482306、0.019822；z 的三次方、pi 为 0.3 时，为 0.21、0.1029、0.067037；2 z 加 5、pi 为 0.1 时，为 0.18、4.1616、零。',
    },
    'several-bits': {
      why: raw`有多个比特时，切线还去掉其他比特对 $f$ 的影响，这是任何常数都做不到的：对线性的 $f$ 什么也不剩，而两个样本的留一基线或 DisARM 仍有噪声。`,
      spoken: '若 f 等于 f 零加上对 j 求和的 Delta j 乘以 z j，则 MuProp 的方差为零。',
    },
  },
  outro: raw`MuProp 对每张图像多用一次解码器的前向与反向传播，与样本数无关。它能得益多少，取决于 $f$ 在平均编码与样本之间有多直；实验室在其他估计量旁边测量它的方差。`,
  exercise: {
    task: raw`取 $f(z) = 2z+5$ 与任意的 $\pi$：在 $\pi = 0.1$ 处，普通得分函数的方差为 $4.1616$。`,
    question: raw`MuProp 的方差有多大？`,
    choices: ['相同', '小到 v 倍', '为零'],
    because: raw`线性的 $f$ 的切线就是 $f$ 自身，得分函数没有什么可加权的了，而 $v\,f'(\pi) = v\,\Delta$ 就是精确梯度。`,
  },
  reference: raw`Gu, Levine, Sutskever & Mnih，“MuProp: unbiased backpropagation for stochastic neural networks”，2016，arXiv:1511.05176；与其他无偏估计量的比较见 Tucker, Mnih, Maddison, Lawson & Sohl-Dickstein，“REBAR: low-variance, unbiased gradient estimates for discrete latent variable models”，2017，arXiv:1703.07370。`,
}
