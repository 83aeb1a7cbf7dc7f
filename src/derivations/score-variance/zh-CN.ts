/** Why the score function's variance is large: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '得分函数的方差为何大',
  intro: raw`期望相同的两个估计量可以比较方差，而在一维情形下，对二次函数 $f$ 一切都可以手算：一个潜变量 $z \sim \N(\mu,\sigma^2)$，一次采样，无基线。梯度分别对 $\mu$ 和对 $\log\sigma$ 求；若对 $\log\sigma^2$ 求，则梯度减半，方差变为四分之一。`,
  steps: {
    quadratic: {
      why: raw`用噪声表示编码，$z = \mu+\sigma\eps$，$z$ 的二次函数就成为 $\eps$ 的二次函数，其三个系数是噪声所见的 $f$ 的高度、斜率和曲率。`,
      spoken:
        'f(z) 等于 a z 平方加 b z 加 c；z 等于 mu 加 sigma epsilon 时，它等于 A 加 B epsilon 加 C epsilon 平方，其中 A 是 f(mu)，B 是 sigma 乘以两倍 a mu 加 b，C 是 a sigma 平方。',
    },
    moments: {
      why: raw`这些是标准正态数的偶数阶矩，每个是前一个的 $2n-1$ 倍；奇数阶矩由对称性为零，下面只用到这些。`,
      spoken: 'epsilon 的二次、四次、六次、八次方的期望，分别为一、三、十五、一百零五。',
    },
    gradient: {
      why: raw`对 $\Eq[f] = a(\mu^2+\sigma^2)+b\mu+c$ 求导：这就是两个估计量共同的期望。`,
      spoken: 'f 的期望是 A 加 C；它对 mu 的导数是 B 除以 sigma，对 log sigma 的导数是 2 C。',
    },
    'pathwise-mean': {
      why: raw`对 $\mu$ 的路径梯度是样本处的斜率 $f'(z) = (B+2C\eps)/\sigma$，其中只有第二部分是随机的。`,
      spoken: 'f 撇 z 的方差，是 B 加 2 C epsilon 之和除以 sigma 的方差，等于 4 C 平方除以 sigma 平方。',
    },
    'pathwise-width': {
      why: raw`对 $\log\sigma$ 求导时，斜率还要乘以 $\sigma\eps$，而 $\eps$ 与 $\eps^2$ 不相关，方差分别为 $1$ 和 $3-1 = 2$。`,
      spoken: 'sigma epsilon f 撇 z 的方差，是 B epsilon 加 2 C epsilon 平方的方差，等于 B 平方加 8 C 平方。',
    },
    'score-mean-square': {
      why: raw`对 $\mu$ 的得分函数，将平方 $(A+B\eps+C\eps^2)^2\eps^2$ 展开并代入各阶矩，其中 $2AC\eps^4$ 给出 $6AC$，奇次项为零。`,
      spoken:
        'f 平方乘以 epsilon 平方除以 sigma 平方的期望，是 A 平方加 6 A C 加 15 C 平方加 3 B 平方，再除以 sigma 平方。',
    },
    'score-mean': {
      why: raw`减去梯度的平方 $B^2/\sigma^2$，再配方：与路径梯度的方差不同，它含有 $A$，即 $f$ 的高度。`,
      spoken:
        'f 乘以 epsilon 除以 sigma 的方差，是 A 加 3 C 的平方，加 6 C 平方加 2 B 平方，再除以 sigma 平方。',
    },
    'width-moments': {
      why: raw`由 $(\eps^2-1)^2 = \eps^4-2\eps^2+1$，各阶矩给出 $3-2+1$、$15-6+1$ 与 $105-30+3$。`,
      spoken: 'epsilon 平方减一的平方，分别乘以一、epsilon 平方、epsilon 四次方，其期望为二、十、七十八。',
    },
    'score-width-square': {
      why: raw`同前面一样展开，只是 $\eps/\sigma$ 换成 $\log\sigma$ 的得分 $\eps^2-1$。`,
      spoken: 'f 平方乘以 epsilon 平方减一的平方的期望，是 2 A 平方加 20 A C 加 78 C 平方加 10 B 平方。',
    },
    'score-width': {
      why: raw`减去梯度的平方 $4C^2$，再配方；其中又有高度 $A$。`,
      spoken: 'f 乘以 epsilon 平方减一的方差，是两倍的 A 加 5 C 的平方，加 24 C 平方加 10 B 平方。',
    },
    golden: {
      why: raw`取 $\mu = \sigma = 1$ 的数值，左边是路径梯度的方差，右边是得分函数的：第二条抛物线由第一条平移而来，因此在 $\mu$ 处更高也更陡。`,
      spoken:
        '对 z 平方，路径梯度对 mu 与 log sigma 的方差为 4 与 12，得分函数的为 30 与 136；对 z 加 3 的平方，分别为 4 与 72，以及 495 与 1546。',
    },
    constant: {
      why: raw`现在给 $f$ 加上常数 $k$，它既不改变梯度，也不改变路径估计量，因为常数没有斜率：将得分函数的二阶矩展开，而其期望不变，因为 $\Eq[s] = 0$。`,
      spoken:
        'f 加 k 之和乘以得分的方差，是 f 乘以得分的方差，加 2 k 乘以 f 与得分平方之积的期望，加 k 平方乘以得分平方的期望。',
    },
    'constant-size': {
      why: raw`得分的均方值，即 $\eps/\sigma$ 与 $\eps^2-1$ 的均方值，说明一个常数的代价：一个数字的对数似然约为 $-100$ nat，因此有用的信号上叠加着一个平方约为 $10^4$ 的常数。`,
      spoken: '含 k 平方的项，对 mu 是 k 平方除以 sigma 平方，对 log sigma 是两倍 k 平方。',
    },
    'other-latents': {
      why: raw`令 $f$ 为 $D$ 个潜变量各一个函数之和：对潜变量 $j$，只有它自己的部分与梯度有关，其余之和与 $s_j$ 独立，却要乘以期望为零的得分，就像一个很大的随机常数。`,
      spoken:
        '若 f 是各潜变量的 f k z k 之和，则 f 乘以潜变量 j 的得分的期望，是 f j 乘以 s j 的期望，加上其余之和的期望乘以 s j 的期望，后者为零。',
    },
    'other-latents-square': {
      why: raw`若各 $f_k(z_k)$ 的期望为 $m$、方差为 $v$，则 $D-1$ 个潜变量之和的均方值即括号中的量，又因与 $s_j$ 独立，它乘以得分的均方值。`,
      spoken:
        '其余之和的平方乘以得分平方的期望，是 D 减一的平方乘以 m 平方，加 D 减一乘以 v，整体乘以得分平方的期望。',
    },
    growth: {
      why: raw`记只有一个潜变量时的方差为 $V_1$，加上 $f_j$ 与其余部分的交叉项 $2(D-1)m$，再对 $D$ 个相同的潜变量求和：迹按 $D^3$ 增长，单个坐标的噪声按 $D^2$ 增长；若用基线使 $m = 0$，则分别按 $D^2$ 与 $D$ 增长。`,
      spoken:
        '协方差的迹，是 D 乘以如下三项之和：V 一；两倍的 D 减一乘以 m，乘以 f 一与得分平方之积的期望；D 减一的平方乘以 m 平方加 D 减一乘以 v，乘以得分平方的期望。',
    },
    'growth-pathwise': {
      why: raw`对 $z_j$ 的斜率只看得见 $f_j$，因此路径梯度的噪声按 $D$ 增长，与坐标个数一样。`,
      spoken: 'f 对 z 的梯度的协方差的迹，是 D 乘以 f 一的斜率的方差。',
    },
    measured: {
      why: raw`解码器的 $f$ 既非二次，也不可分离，因此在本实验室中，两个方差都是测出来的。`,
      spoken: '测得的得分函数的方差，除以重参数化梯度的方差，等于 rho。',
    },
  },
  outro: raw`方差面板的“一维”视图对任意的 $\mu$、$\sigma$ 和三族 $f$ 计算本推导的内容，并从中采样。训练时，请将\term{baseline}{基线}设为“无”，看\term{var-score}{橙色曲线}；然后在下次重置时增加\term{latent}{潜变量维数}，再作比较。看到的方差大部分来自常数项和其他潜变量，所以“基线”推导能消去大半。`,
  reference: raw`Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020，第 3 节（一维情形的比较）与第 4.3 节（随维数的增长）。`,
}
