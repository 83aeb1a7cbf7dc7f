/** EM and the VAE: Chinese words. */
const { raw } = String

export const zhCN = {
  title: 'EM 算法与 VAE',
  intro: raw`EM 算法与变分自编码器爬的是同一座山，只是每次走一个方向：先固定模型而改进近似后验 $q$，再固定 $q$ 而改进模型。本实验室也能这样做，由设置\term{freeze}{冻结}控制。ELBO 写作 $F(q,\theta)$，以显示它取决于什么；对多张图像，则为各图像之和。`,
  steps: {
    'free-energy': {
      why: raw`同一个数的两种写法：一次为 $\log\joint$（即能量的相反数）的期望加上熵，因此 $F$ 是自由能的相反数；一次为对数证据减间隙；前者用来计算，后者用来理解。`,
      spoken:
        'q 与 theta 的 F，是对数联合密度在 q 下的期望加上 q 的熵，等于对数证据减去从 q 到后验的 KL 散度。',
    },
    'e-step': {
      why: raw`固定 $\theta$，对数证据为常数，因此 $F$ 在间隙为零处最大：若允许任何密度，E 步给出的就是真实后验。`,
      spoken: 'E 步：第 t 加一步的 q 使 theta t 处的 F 最大，即 theta t 之下的后验。',
    },
    'm-step': {
      why: raw`固定 $q$，其熵与先验都不含 $\theta$，因此 M 步是让解码器拟合从 $q$ 采样的编码，就当它们是观测到的。`,
      spoken: 'M 步：第 t 加一步的 theta 使 F 在第 t 加一步的 q 处最大，即使对数似然在该 q 下的期望最大。',
    },
    'never-down': {
      why: raw`从右往左读：完整的 E 步之后间隙为零，M 步不会降低 $F$，而重新张开的间隙不为负，因此对数证据从不下降。`,
      spoken:
        '第 t 加一步的 theta 之下的对数证据，至少为 F 在第 t 加一步的 q 与 theta 处的值，后者至少为 F 在第 t 加一步的 q 与 theta t 处的值，它等于 theta t 之下的对数证据。',
    },
    restricted: {
      why: raw`在 VAE 中，每张图像的 $q$ 都是同一编码器给出的高斯分布，因此 E 步只能靠近到分布族与网络所允许的程度：$F$ 仍不下降，但由于间隙并未闭合，对数证据却可能下降，而对两者使 $F$ 最大也不再是最大似然，因为它还偏好那些后验能被该族拟合的模型。`,
      spoken:
        '第 t 加一步的 phi 使 theta t 处的 F 对 phi 最大，即使从 q phi 到 theta t 之下的后验的 KL 散度最小。',
    },
    'coordinate-ascent': {
      why: raw`没有人会等到最大值：部分的 E 步与部分的 M 步，各为冻结另一半的一个梯度步，就是坐标上升，对光滑的 $F$ 与足够小的 $\eta$，若不计梯度的噪声，也从不使它降低。`,
      spoken:
        '坐标上升：phi 移动 eta 乘以 F 在 phi t 与 theta t 处对 phi 的梯度；然后 theta 移动 eta 乘以 F 在第 t 加一步的 phi 与 theta t 处对 theta 的梯度。',
    },
    'joint-ascent': {
      why: raw`训练同时移动两半，省下一半的计算，因为一次前向和一次反向传播就给出两个梯度。`,
      spoken:
        '联合上升：phi 移动 eta 乘以 F 对 phi 的梯度，theta 移动 eta 乘以 F 对 theta 的梯度，两者都在 phi t 与 theta t 处。',
    },
    'first-order': {
      why: raw`由泰勒公式，两种走法在解码器的梯度上相差 $\eta$ 阶的项，因此在步长上相差 $\eta^2$ 阶：步子小时，两者走同一条路。`,
      spoken:
        'F 对 theta 的梯度，在第 t 加一步的 phi 处减去在 phi t 处，等于 eta 乘以混合二阶导数乘以 F 对 phi 的梯度，再加上 eta 平方阶的项。',
    },
    'balance-mean': {
      why: raw`对固定的解码器找到最优的高斯分布之后，$F$ 对 $\mu_j$ 的偏导数为零：似然的拉力朝向能解释图像的编码，先验的拉力朝向原点，两者相等。`,
      spoken: '在最优处，重构项对 mu j 的导数等于 mu j。',
    },
    'balance-width': {
      why: raw`对 $\log\sigma_j^2$ 也是如此，右边是 KL 的斜率：似然要求精确，先验要求宽度。`,
      spoken: '在最优处，重构项对 sigma j 平方的对数的导数，等于 sigma j 平方的一半减二分之一。',
    },
    price: {
      why: raw`对二阶可微的 $f$，路径梯度 $\Ee[\frac12\sigma_j\eps_j\,\partial f/\partial z_j]$ 对 $\eps_j$ 再作一次分部积分，就成为平均曲率（Price 定理）；对 ReLU 解码器，二阶导数在每个折点处有一个点质量，须计入。`,
      spoken: 'f 的期望对 sigma j 平方的对数的导数，是 sigma j 平方的一半，乘以 f 对 z j 的二阶导数的期望。',
    },
    precision: {
      why: raw`代入宽度的平衡式并除以 $\frac12\sigma_j^2$：最优高斯分布的精度，是先验的精度（为一）加上似然所添的平均曲率。`,
      spoken: 'sigma j 平方分之一等于一加 kappa j，其中 kappa j 是对数似然对 z j 的二阶导数的期望的相反数。',
    },
  },
  outro: raw`请将\term{latent}{潜变量}设为二维，训练一会儿，再打开一张图像的精确后验。现在冻结解码器（E 步）：$\post$ 的等高线不动，\term{posterior}{编码器的椭圆}向它移动；对训练图像平均而言，\term{gap}{间隙}缩小，对数证据不变（面板所示是一张测试图像，其间隙通常也缩小）。改为冻结编码器（M 步）：椭圆不动，等高线移动，对训练图像平均而言，\term{elbo}{ELBO} 上升，\term{log-evidence}{对数证据}通常随之上升，而间隙可能张开。两者都解冻，则同时发生。`,
  exercise: {
    task: raw`请训练一会儿，然后\term{freeze}{冻结编码器}（M 步），继续训练。`,
    question: raw`平均而言，\term{elbo}{训练的 ELBO} 会怎样？`,
    choices: ['上升或不变', '下降'],
    because: raw`固定 $q$ 时，每一步都沿 $F$ 对 $\theta$ 的梯度上升，因此若不计梯度的噪声，$F$ 不会下降；$\log\evidence$ 是否随之上升则是另一回事，因为间隙可能张开。`,
  },
  reference: raw`Dempster, Laird & Rubin，“Maximum likelihood from incomplete data via the EM algorithm”，Journal of the Royal Statistical Society B 39，1977；Neal & Hinton，“A view of the EM algorithm that justifies incremental, sparse, and other variants”，载于 Jordan（编），“Learning in graphical models”，1998；宽度的平衡：Opper & Archambeau，“The variational Gaussian approximation revisited”，Neural Computation 21，2009。`,
}
