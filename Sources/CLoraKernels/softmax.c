#ifndef LEVEL
#define KERNELS "softmax.c"
#include "levels.h"

float lora_softmax_row(lora_level level, float *row, ptrdiff_t from, ptrdiff_t to,
                       ptrdiff_t count) {
  LORA_AT_LEVEL(level, softmax_row, row, from, to, count)
}

void lora_probabilities_row(lora_level level, float *row, ptrdiff_t from, ptrdiff_t to,
                            ptrdiff_t count, float log_sum) {
  LORA_AT_LEVEL(level, probabilities_row, row, from, to, count, log_sum)
}

void lora_softmax_backward_row(lora_level level, const float *probability, float *gradient,
                               ptrdiff_t count, float mean) {
  LORA_AT_LEVEL(level, softmax_backward_row, probability, gradient, count, mean)
}

float lora_exp_row(lora_level level, float *row, ptrdiff_t count, float *maximum) {
  LORA_AT_LEVEL(level, exp_row, row, count, maximum)
}

void lora_soft_cap_row(lora_level level, float *row, float *slope, ptrdiff_t count, float cap) {
  LORA_AT_LEVEL(level, soft_cap_row, row, slope, count, cap)
}

#else

/// Of the numbers in the row: what is not a number shows in the exponentials.
INLINE float AT(row_maximum)(const float *row, ptrdiff_t count) {
  LANES m = -__builtin_inff() - (LANES){};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) m = __builtin_elementwise_max(m, AT(load)(row + i));
  if (i < count)
    m = __builtin_elementwise_max(m, AT(load_part)(row + i, count - i, -__builtin_inff()));
  return AT(largest)(m);
}

/// row = exp(row - shift); returns Σ.
INLINE float AT(exp_shifted)(float *row, ptrdiff_t count, float shift) {
  LANES total = {};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    LANES e = AT(exp)(AT(load)(row + i) - shift);
    AT(store)(row + i, e);
    total += e;
  }
  float rest = 0;
  if (i < count) {
    LANES e = AT(exp)(AT(load_part)(row + i, count - i, shift) - shift);
    AT(store_part)(row + i, count - i, e);
    for (ptrdiff_t j = i; j < count; j++) rest += row[j];
  }
  return AT(sum)(total) + rest;
}

INLINE void AT(zero_outside)(float *row, ptrdiff_t from, ptrdiff_t to, ptrdiff_t count) {
  __builtin_memset(row, 0, (size_t)from * sizeof *row);
  __builtin_memset(row + to, 0, (size_t)(count - to) * sizeof *row);
}

INLINE void AT(times_factor)(float *row, ptrdiff_t count, float factor) {
  for (ptrdiff_t i = 0; i < count; i++) row[i] *= factor;
}

static float AT(softmax_row)(float *row, ptrdiff_t from, ptrdiff_t to, ptrdiff_t count) {
  float maximum = AT(row_maximum)(row + from, to - from);
  float total = AT(exp_shifted)(row + from, to - from, maximum);
  AT(times_factor)(row + from, to - from, 1.0f / total);
  AT(zero_outside)(row, from, to, count);
  return maximum + __builtin_logf(total);
}

static void AT(probabilities_row)(float *row, ptrdiff_t from, ptrdiff_t to, ptrdiff_t count,
                                  float log_sum) {
  (void)AT(exp_shifted)(row + from, to - from, log_sum);
  AT(zero_outside)(row, from, to, count);
}

static void AT(softmax_backward_row)(const float *p, float *gradient, ptrdiff_t count,
                                     float mean) {
  for (ptrdiff_t i = 0; i < count; i++) gradient[i] = p[i] * (gradient[i] - mean);
}

static float AT(exp_row)(float *row, ptrdiff_t count, float *maximum) {
  *maximum = AT(row_maximum)(row, count);
  return AT(exp_shifted)(row, count, *maximum);
}

INLINE LANES AT(tanh)(LANES x) { return 1.0f - 2.0f / (1.0f + AT(exp)(2.0f * x)); }

static void AT(soft_cap_row)(float *row, float *slope, ptrdiff_t count, float cap) {
  for (ptrdiff_t i = 0; i < count; i += 16) {
    ptrdiff_t n = count - i < 16 ? count - i : 16;
    LANES t = AT(tanh)(AT(load_part)(row + i, n, 0) * (1.0f / cap));
    AT(store_part)(row + i, n, cap * t);
    if (slope) AT(store_part)(slope + i, n, 1.0f - t * t);
  }
}

#endif
