#ifndef CLORA_KERNELS_H
#define CLORA_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Row kernels over contiguous Float32. Each exists for three instruction sets and takes the one to
// use as its first argument: `lora_best_level()` is asked once, tests ask for each in turn. No
// kernel allocates, locks or starts a thread; none's result depends on who calls it.

typedef enum { LORA_PLAIN = 0, LORA_AVX2 = 1, LORA_AVX512 = 2 } lora_level;

/// The best level this processor runs.
lora_level lora_best_level(void);

/// Processors in this process's affinity mask; at least 1.
int lora_allowed_processors(void);

/// The file of the library that a symbol of this process comes from; null when there is none.
const char *lora_library_of(const char *symbol);

/// Tells the processor that the caller is waiting in a loop.
static inline void lora_spin_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

// Softmax (softmax.c)

/// row[from..<to] becomes its softmax, everything else in row[0..<count] zero.
/// Returns log Σ exp over from..<to, which must not be empty.
float lora_softmax_row(lora_level level, float *row, ptrdiff_t from, ptrdiff_t to, ptrdiff_t count);
/// row[from..<to] becomes exp(row - log_sum), everything else in row[0..<count] zero.
void lora_probabilities_row(lora_level level, float *row, ptrdiff_t from, ptrdiff_t to,
                            ptrdiff_t count, float log_sum);
/// gradient = probability · (gradient - mean): the backward of softmax, mean = Σ p · dp.
void lora_softmax_backward_row(lora_level level, const float *probability, float *gradient,
                               ptrdiff_t count, float mean);
/// row becomes exp(row - max row); returns Σ and stores the maximum.
float lora_exp_row(lora_level level, float *row, ptrdiff_t count, float *maximum);
/// row = cap · tanh(row / cap); slope, when given, receives the derivative.
void lora_soft_cap_row(lora_level level, float *row, float *slope, ptrdiff_t count, float cap);

// Norms (norm.c)

/// out = x · inverse · weight with inverse = 1/√(mean x² + epsilon), which is returned.
float lora_rms_norm_row(lora_level level, const float *x, const float *weight, float *out,
                        ptrdiff_t count, float epsilon);
/// dx (+)= the gradient of lora_rms_norm_row: inverse · (w∘dy - x · inverse² · mean(w∘dy∘x)).
void lora_rms_norm_backward_row(lora_level level, const float *x, const float *weight,
                                const float *dy, float inverse, float *dx, ptrdiff_t count,
                                int adds);

// Rotary positions (rotary.c)

/// Rotates the pairs (i, i + rotated/2) of each head by the angles whose cosines and sines are
/// given (rotated/2 each); `sign` is 1 forward, -1 for the inverse. out may be x.
void lora_rotary_row(lora_level level, const float *x, float *out, ptrdiff_t heads,
                     ptrdiff_t head_dimension, ptrdiff_t rotated, const float *cosine,
                     const float *sine, float sign);

// Gated activation (gate.c)

/// out = silu(gate) · up.
void lora_silu_gate(lora_level level, const float *gate, const float *up, float *out,
                    ptrdiff_t count);
/// Gradients of lora_silu_gate; gate_gradient or up_gradient may be null.
void lora_silu_gate_backward(lora_level level, const float *gate, const float *up, const float *dy,
                             float *gate_gradient, float *up_gradient, ptrdiff_t count);

// Sums (sum.c)

/// out = a + b; out may be a or b.
void lora_add(lora_level level, const float *a, const float *b, float *out, ptrdiff_t count);
/// x *= factor.
void lora_scale(lora_level level, float factor, float *x, ptrdiff_t count);
/// Σ a · b.
float lora_dot(lora_level level, const float *a, const float *b, ptrdiff_t count);
/// Σ x² in double precision.
double lora_square_sum(lora_level level, const float *x, ptrdiff_t count);

// GGUF's block formats (blocks.c: 32 elements a block; superblocks.c: 256)

/// out receives the elements of `blocks` blocks at `source`, bit for bit as gguf's quants.py.
void lora_widen_q4_0(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q4_1(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q5_0(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q5_1(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q8_0(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_iq4_nl(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q2_k(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q3_k(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q4_k(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q5_k(lora_level level, const void *source, ptrdiff_t blocks, float *out);
void lora_widen_q6_k(lora_level level, const void *source, ptrdiff_t blocks, float *out);

// Optimizer (adamw.c)

typedef struct {
  float decay;        ///< 1 - rate · weight decay
  float beta2;
  float rest1, rest2; ///< 1 - beta1 and 1 - beta2: in single precision 1 - 0.999 is 5e-5 off
  float step;         ///< rate / (1 - beta1^t)
  float root_bias2;   ///< √(1 - beta2^t)
  float epsilon;
  float clip;         ///< what the gradient is multiplied by first
} lora_adamw_step;

/// One AdamW update in place, as torch.optim.AdamW orders its operations.
void lora_adamw(lora_level level, const lora_adamw_step *step, float *parameter,
                const float *gradient, float *mean, float *square, ptrdiff_t count);

// Randomness (philox.c)

/// Philox4x32-10 (Salmon et al., 2011): four words from a counter and a key.
void lora_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t words[4]);
/// out = x · keep/(1 - p) with keep drawn per element; element i uses word (i/16)%4 of counter
/// {i/64·16 + i%16 (two words), stream[0], stream[1]}, and is dropped when the word < threshold.
/// `first` (a multiple of 64) is the index of x[0]. out may be x.
void lora_dropout(lora_level level, const float *x, float *out, ptrdiff_t first, ptrdiff_t count,
                  const uint32_t key[2], const uint32_t stream[2], uint32_t threshold, float scale);

#endif
