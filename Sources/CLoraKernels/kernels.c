#include "CLoraKernels.h"
