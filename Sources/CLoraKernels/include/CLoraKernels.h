#ifndef CLORA_KERNELS_H
#define CLORA_KERNELS_H
#endif
