#pragma once
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

// Few commands talk HTTP, and libcurl with the thirty libraries that it stands on costs every start of a
// program three milliseconds. So it is loaded when it is first called: the header's names are moved out of
// the way, and functions of the same names and types take their place.
#define curl_easy_init CLibCurl_declared_easy_init
#define curl_easy_cleanup CLibCurl_declared_easy_cleanup
#define curl_easy_perform CLibCurl_declared_easy_perform
#define curl_easy_reset CLibCurl_declared_easy_reset
#define curl_easy_strerror CLibCurl_declared_easy_strerror
#define curl_easy_setopt CLibCurl_declared_easy_setopt
#define curl_easy_getinfo CLibCurl_declared_easy_getinfo
#define curl_free CLibCurl_declared_free
#define curl_global_init CLibCurl_declared_global_init
#define curl_slist_append CLibCurl_declared_slist_append
#define curl_slist_free_all CLibCurl_declared_slist_free_all
#define curl_url CLibCurl_declared_url
#define curl_url_cleanup CLibCurl_declared_url_cleanup
#define curl_url_get CLibCurl_declared_url_get
#define curl_url_set CLibCurl_declared_url_set
#define curl_url_strerror CLibCurl_declared_url_strerror
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#undef curl_easy_init
#undef curl_easy_cleanup
#undef curl_easy_perform
#undef curl_easy_reset
#undef curl_easy_strerror
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_free
#undef curl_global_init
#undef curl_slist_append
#undef curl_slist_free_all
#undef curl_url
#undef curl_url_cleanup
#undef curl_url_get
#undef curl_url_set
#undef curl_url_strerror

#if LIBCURL_VERSION_NUM < 0x075500
#error "libcurl 7.85 or later is needed (CURLOPT_PROTOCOLS_STR)"
#endif

// As the dynamic loader would at the start: without the library there is no way on.
static inline void *CLibCurl_function(const char *name) {
  static void *library = NULL;
  if (library == NULL) library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  void *function = library == NULL ? NULL : dlsym(library, name);
  if (function == NULL) {
    fprintf(stderr, "error: libcurl cannot be used: %s\n  hint: install libcurl4\n", dlerror());
    exit(70);
  }
  return function;
}

#define CLIBCURL(name) ((__typeof__(&CLibCurl_declared_##name))CLibCurl_function("curl_" #name))

static inline CURLcode curl_global_init(long flags) { return CLIBCURL(global_init)(flags); }
static inline CURL *curl_easy_init(void) { return CLIBCURL(easy_init)(); }
static inline void curl_easy_cleanup(CURL *handle) { CLIBCURL(easy_cleanup)(handle); }
static inline CURLcode curl_easy_perform(CURL *handle) { return CLIBCURL(easy_perform)(handle); }
static inline void curl_easy_reset(CURL *handle) { CLIBCURL(easy_reset)(handle); }
static inline const char *curl_easy_strerror(CURLcode code) { return CLIBCURL(easy_strerror)(code); }
static inline void curl_free(void *memory) { CLIBCURL(free)(memory); }

static inline struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
  return CLIBCURL(slist_append)(list, text);
}
static inline void curl_slist_free_all(struct curl_slist *list) { CLIBCURL(slist_free_all)(list); }

static inline CURLU *curl_url(void) { return CLIBCURL(url)(); }
static inline void curl_url_cleanup(CURLU *url) { CLIBCURL(url_cleanup)(url); }
static inline CURLUcode curl_url_get(const CURLU *url, CURLUPart part, char **text, unsigned flags) {
  return CLIBCURL(url_get)(url, part, text, flags);
}
static inline CURLUcode curl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned flags) {
  return CLIBCURL(url_set)(url, part, text, flags);
}
static inline const char *curl_url_strerror(CURLUcode code) { return CLIBCURL(url_strerror)(code); }

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call.

static inline CURLcode CLibCurl_set_string(CURL *handle, CURLoption option, const char *value) {
  return CLIBCURL(easy_setopt)(handle, option, value);
}

static inline CURLcode CLibCurl_set_long(CURL *handle, CURLoption option, long value) {
  return CLIBCURL(easy_setopt)(handle, option, value);
}

static inline CURLcode CLibCurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return CLIBCURL(easy_setopt)(handle, option, value);
}

static inline CURLcode CLibCurl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return CLIBCURL(easy_setopt)(handle, option, value);
}

// CURLOPT_WRITEFUNCTION, CURLOPT_HEADERFUNCTION, CURLOPT_READFUNCTION: one type.
static inline CURLcode CLibCurl_set_bytes_callback(
    CURL *handle, CURLoption option, curl_write_callback callback) {
  return CLIBCURL(easy_setopt)(handle, option, callback);
}

static inline CURLcode CLibCurl_set_seek_callback(CURL *handle, curl_seek_callback callback) {
  return CLIBCURL(easy_setopt)(handle, CURLOPT_SEEKFUNCTION, callback);
}

static inline CURLcode CLibCurl_set_socket_callback(
    CURL *handle, curl_opensocket_callback callback) {
  return CLIBCURL(easy_setopt)(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLcode CLibCurl_set_request_callback(CURL *handle, curl_prereq_callback callback) {
  return CLIBCURL(easy_setopt)(handle, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode CLibCurl_get_string(CURL *handle, CURLINFO info, const char **value) {
  return CLIBCURL(easy_getinfo)(handle, info, value);
}

static inline CURLcode CLibCurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return CLIBCURL(easy_getinfo)(handle, info, value);
}

static inline CURLcode CLibCurl_get_long(CURL *handle, CURLINFO info, long *value) {
  return CLIBCURL(easy_getinfo)(handle, info, value);
}
