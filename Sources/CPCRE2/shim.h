// PCRE2's header asks for the width of a code unit before it is included; ours are bytes.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
