#ifndef LEVEL
#define KERNELS "adamw.c"
#include "levels.h"

void lora_adamw(lora_level level, const lora_adamw_step *step, float *parameter,
                const float *gradient, float *mean, float *square, ptrdiff_t count) {
  LORA_AT_LEVEL(level, adamw, step, parameter, gradient, mean, square, count)
}

#else

static void AT(adamw)(const lora_adamw_step *step, float *parameter, const float *gradient,
                      float *mean, float *square, ptrdiff_t count) {
  const lora_adamw_step s = *step;
  for (ptrdiff_t i = 0; i < count; i += 16) {
    ptrdiff_t n = count - i < 16 ? count - i : 16;
    LANES g = AT(load_part)(gradient + i, n, 0) * s.clip;
    LANES m = AT(load_part)(mean + i, n, 0), v = AT(load_part)(square + i, n, 0);
    m = m + (g - m) * s.rest1;
    v = v * s.beta2 + g * g * s.rest2;
    LANES p = AT(load_part)(parameter + i, n, 0) * s.decay;
    p = p - s.step * m / (__builtin_elementwise_sqrt(v) / s.root_bias2 + s.epsilon);
    AT(store_part)(parameter + i, n, p);
    AT(store_part)(mean + i, n, m);
    AT(store_part)(square + i, n, v);
  }
}

#endif
