import { expect, test } from 'vitest'
import { isSameFile, splitNamed } from './names.ts'

test.each([
  ['train-images-idx3-ubyte.gz', 'train'],
  ['t10k-images.idx3-ubyte', 'test'],
  ['T10K-LABELS-IDX1-UBYTE', 'test'],
  ['emnist-letters-test-images-idx3-ubyte.gz', 'test'],
  ['qmnist-train-labels-idx2-int.gz', 'train'],
  ['TrainImages.idx', 'train'],
  ['mnistTest.idx', 'test'],
  ['trainimages', 'train'],
  ['X_train', 'train'],
  ['my_test_set_2.bin', 'test'],
  ['testset2', 'test'],
  ['validation.gz', 'test'],
  ['digits.val.gz', 'test'],
  ['training data (final)', 'train'],
  ['held-out test', 'test'],
  ['训练集图像', 'train'],
  ['数字-测试.gz', 'test'],
  ['contest-images', null],
  ['latest-images.gz', null],
  ['attestation', null],
  ['trainer', null],
  ['evaluate', null],
  ['ballet-training-test', null],
  ['images', null],
  ['', null],
])('%s: %s', (name, split) => expect(splitNamed(name)).toBe(split))

test('packed and not, one file is the same; two of one name are not told to be', () => {
  expect(isSameFile('Train-images.GZ', 'train-images')).toBe(true)
  expect(isSameFile('train-images', 'train-images')).toBe(false)
  expect(isSameFile('a.gz', 'b')).toBe(false)
})
