#ifndef LEVEL
#define KERNELS "gate.c"
#include "levels.h"

void lora_silu_gate(lora_level level, const float *gate, const float *up, float *out,
                    ptrdiff_t count) {
  LORA_AT_LEVEL(level, silu_gate, gate, up, out, count)
}

void lora_silu_gate_backward(lora_level level, const float *gate, const float *up, const float *dy,
                             float *gate_gradient, float *up_gradient, ptrdiff_t count) {
  LORA_AT_LEVEL(level, silu_gate_backward, gate, up, dy, gate_gradient, up_gradient, count)
}

#else

static void AT(silu_gate)(const float *gate, const float *up, float *out, ptrdiff_t count) {
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    LANES g = AT(load)(gate + i);
    AT(store)(out + i, g * AT(sigmoid)(g) * AT(load)(up + i));
  }
  if (i < count) {
    LANES g = AT(load_part)(gate + i, count - i, 0);
    AT(store_part)(out + i, count - i, g * AT(sigmoid)(g) * AT(load_part)(up + i, count - i, 0));
  }
}

static void AT(silu_gate_backward)(const float *gate, const float *up, const float *dy,
                                   float *gate_gradient, float *up_gradient, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i += 16) {
    ptrdiff_t n = count - i;
    int whole = n >= 16;
    LANES g = whole ? AT(load)(gate + i) : AT(load_part)(gate + i, n, 0);
    LANES u = whole ? AT(load)(up + i) : AT(load_part)(up + i, n, 0);
    LANES d = whole ? AT(load)(dy + i) : AT(load_part)(dy + i, n, 0);
    LANES s = AT(sigmoid)(g);
    // d silu(g)/dg = s · (1 + g · (1 - s))
    LANES dg = d * u * s * (1.0f + g * (1.0f - s)), du = d * g * s;
    if (gate_gradient) {
      if (whole) AT(store)(gate_gradient + i, dg);
      else AT(store_part)(gate_gradient + i, n, dg);
    }
    if (up_gradient) {
      if (whole) AT(store)(up_gradient + i, du);
      else AT(store_part)(up_gradient + i, n, du);
    }
  }
}

#endif
