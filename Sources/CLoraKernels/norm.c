#ifndef LEVEL
#define KERNELS "norm.c"
#include "levels.h"

float lora_rms_norm_row(lora_level level, const float *x, const float *weight, float *out,
                        ptrdiff_t count, float epsilon) {
  LORA_AT_LEVEL(level, rms_norm_row, x, weight, out, count, epsilon)
}

void lora_rms_norm_backward_row(lora_level level, const float *x, const float *weight,
                                const float *dy, float inverse, float *dx, ptrdiff_t count,
                                int adds) {
  LORA_AT_LEVEL(level, rms_norm_backward_row, x, weight, dy, inverse, dx, count, adds)
}

#else

static float AT(rms_norm_row)(const float *x, const float *weight, float *out, ptrdiff_t count,
                              float epsilon) {
  LANES squares = {};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    LANES v = AT(load)(x + i);
    squares += v * v;
  }
  if (i < count) {
    LANES v = AT(load_part)(x + i, count - i, 0);
    squares += v * v;
  }
  float inverse = 1.0f / __builtin_sqrtf(AT(sum)(squares) / (float)count + epsilon);
  for (i = 0; i < count; i++) out[i] = x[i] * inverse * weight[i];
  return inverse;
}

static void AT(rms_norm_backward_row)(const float *x, const float *weight, const float *dy,
                                      float inverse, float *dx, ptrdiff_t count, int adds) {
  LANES products = {};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16)
    products += AT(load)(weight + i) * AT(load)(dy + i) * AT(load)(x + i);
  if (i < count) {
    ptrdiff_t n = count - i;
    products += AT(load_part)(weight + i, n, 0) * AT(load_part)(dy + i, n, 0) *
                AT(load_part)(x + i, n, 0);
  }
  float pull = inverse * inverse * (AT(sum)(products) / (float)count);
  if (adds) {
    for (i = 0; i < count; i++) dx[i] += inverse * (weight[i] * dy[i] - x[i] * pull);
  } else {
    for (i = 0; i < count; i++) dx[i] = inverse * (weight[i] * dy[i] - x[i] * pull);
  }
}

#endif
