#ifndef LEVEL
#define KERNELS "sum.c"
#include "levels.h"

void lora_add(lora_level level, const float *a, const float *b, float *out, ptrdiff_t count) {
  LORA_AT_LEVEL(level, add, a, b, out, count)
}

void lora_scale(lora_level level, float factor, float *x, ptrdiff_t count) {
  LORA_AT_LEVEL(level, scale, factor, x, count)
}

float lora_dot(lora_level level, const float *a, const float *b, ptrdiff_t count) {
  LORA_AT_LEVEL(level, dot, a, b, count)
}

double lora_square_sum(lora_level level, const float *x, ptrdiff_t count) {
  LORA_AT_LEVEL(level, square_sum, x, count)
}

#else

static void AT(add)(const float *a, const float *b, float *out, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) out[i] = a[i] + b[i];
}

static void AT(scale)(float factor, float *x, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) x[i] *= factor;
}

static float AT(dot)(const float *a, const float *b, ptrdiff_t count) {
  LANES total = {};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) total += AT(load)(a + i) * AT(load)(b + i);
  if (i < count)
    total += AT(load_part)(a + i, count - i, 0) * AT(load_part)(b + i, count - i, 0);
  return AT(sum)(total);
}

static double AT(square_sum)(const float *x, ptrdiff_t count) {
  typedef double wide __attribute__((vector_size(128)));
  wide total = {};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    wide v = __builtin_convertvector(AT(load)(x + i), wide);
    total += v * v;
  }
  double sum = 0;
  for (int lane = 0; lane < 16; lane++) sum += total[lane];
  for (; i < count; i++) sum += (double)x[i] * (double)x[i];
  return sum;
}

#endif
