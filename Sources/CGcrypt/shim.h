#include <gcrypt.h>

/// Makes libgcrypt ready. What does so there takes a variable number of arguments, which Swift cannot call.
static inline void gcrypt_make_ready(void) {
  gcry_check_version(NULL);
  gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
  gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}
