#ifndef LEVEL
#define KERNELS "rotary.c"
#include "levels.h"

void lora_rotary_row(lora_level level, const float *x, float *out, ptrdiff_t heads,
                     ptrdiff_t head_dimension, ptrdiff_t rotated, const float *cosine,
                     const float *sine, float sign) {
  LORA_AT_LEVEL(level, rotary_row, x, out, heads, head_dimension, rotated, cosine, sine, sign)
}

#else

static void AT(rotary_row)(const float *x, float *out, ptrdiff_t heads, ptrdiff_t head_dimension,
                           ptrdiff_t rotated, const float *cosine, const float *sine, float sign) {
  ptrdiff_t half = rotated / 2;
  for (ptrdiff_t h = 0; h < heads; h++) {
    const float *a = x + h * head_dimension, *b = a + half;
    float *p = out + h * head_dimension, *q = p + half;
    for (ptrdiff_t i = 0; i < half; i++) {
      float first = a[i], second = b[i], s = sign * sine[i];
      p[i] = first * cosine[i] - second * s;
      q[i] = second * cosine[i] + first * s;
    }
    for (ptrdiff_t i = rotated; i < head_dimension; i++) p[i] = a[i];
  }
}

#endif
