// Sixteen floats at a time, in the compiler's vector extension: one register with AVX-512, two
// with AVX2, four without. Included once per level by levels.h, so that every function here is
// compiled for the instruction set of the kernel that inlines it. No include guard for that reason.

typedef float AT(lanes) __attribute__((vector_size(64)));
typedef int32_t AT(words) __attribute__((vector_size(64)));
#define LANES AT(lanes)
#define WORDS AT(words)
#define INLINE static inline __attribute__((always_inline, unused))

INLINE LANES AT(load)(const float *p) {
  LANES v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}

INLINE void AT(store)(float *p, LANES v) { __builtin_memcpy(p, &v, sizeof v); }

/// The first n of sixteen; the rest hold `fill`.
INLINE LANES AT(load_part)(const float *p, ptrdiff_t n, float fill) {
  LANES v = fill - (LANES){};
  __builtin_memcpy(&v, p, (size_t)n * sizeof *p);
  return v;
}

INLINE void AT(store_part)(float *p, ptrdiff_t n, LANES v) {
  __builtin_memcpy(p, &v, (size_t)n * sizeof *p);
}

/// Sixteen unsigned bytes.
INLINE WORDS AT(load_bytes)(const uint8_t *p) {
  uint8_t __attribute__((vector_size(16))) v;
  __builtin_memcpy(&v, p, sizeof v);
  return __builtin_convertvector(v, WORDS);
}

/// Sixteen signed bytes.
INLINE WORDS AT(load_signed_bytes)(const uint8_t *p) {
  int8_t __attribute__((vector_size(16))) v;
  __builtin_memcpy(&v, p, sizeof v);
  return __builtin_convertvector(v, WORDS);
}

INLINE LANES AT(floats)(WORDS v) { return __builtin_convertvector(v, LANES); }

/// A fixed tree, the same at every level.
INLINE float AT(sum)(LANES v) {
  float a[16];
  __builtin_memcpy(a, &v, sizeof a);
  for (int half = 8; half > 0; half /= 2)
    for (int i = 0; i < half; i++) a[i] += a[i + half];
  return a[0];
}

INLINE float AT(largest)(LANES v) {
  float a[16];
  __builtin_memcpy(a, &v, sizeof a);
  for (int half = 8; half > 0; half /= 2)
    for (int i = 0; i < half; i++) a[i] = a[i] > a[i + half] ? a[i] : a[i + half];
  return a[0];
}

/// `a` where the mask is set, else `b`.
INLINE LANES AT(chosen)(WORDS mask, LANES a, LANES b) {
  WORDS first, second;
  __builtin_memcpy(&first, &a, sizeof first);
  __builtin_memcpy(&second, &b, sizeof second);
  WORDS bits = (mask & first) | (~mask & second);
  LANES v;
  __builtin_memcpy(&v, &bits, sizeof v);
  return v;
}

/// x within [low, high]. Not a number stays so: __builtin_elementwise_max would hide it.
INLINE LANES AT(clamped)(LANES x, float low, float high) {
  const LANES zero = {};
  x = AT(chosen)(x < zero + low, zero + low, x);
  return AT(chosen)(x > zero + high, zero + high, x);
}

/// e^x within 2 ulp over the normal range; below -87.3 it is e^-87.3, above 88.3 it is e^88.3. Of
/// not a number it is not a number. Cody-Waite reduction by ln 2 in two parts and the Cephes
/// polynomial.
INLINE LANES AT(exp)(LANES x) {
  const LANES zero = {};
  x = AT(clamped)(x, -87.3f, 88.3f);
  // Adding 1.5·2^23 rounds to the nearest integer n on every instruction set, and leaves n in the
  // low bits: no conversion has to be made of what may be not a number.
  LANES shifted = x * 1.44269504088896341f + 12582912.0f;
  LANES n = shifted - 12582912.0f;
  LANES r = x - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  LANES p = zero + 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  WORDS bits;
  __builtin_memcpy(&bits, &shifted, sizeof bits);
  bits = (bits - 0x4B400000 + 127) << 23;
  LANES power;
  __builtin_memcpy(&power, &bits, sizeof power);
  return p * power;
}

INLINE LANES AT(sigmoid)(LANES x) { return 1.0f / (1.0f + AT(exp)(-x)); }
