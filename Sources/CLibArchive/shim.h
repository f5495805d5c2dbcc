#pragma once
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

// One command opens archives, and libarchive with what it stands on costs every start of a program two
// milliseconds. So it is loaded when it is first called: the header's names are moved out of the way, and
// functions of the same names and types take their place.
#define archive_read_new CLibArchive_declared_read_new
#define archive_read_support_format_zip_seekable CLibArchive_declared_read_support_format_zip_seekable
#define archive_read_support_format_7zip CLibArchive_declared_read_support_format_7zip
#define archive_read_support_format_tar CLibArchive_declared_read_support_format_tar
#define archive_read_support_filter_gzip CLibArchive_declared_read_support_filter_gzip
#define archive_read_support_filter_xz CLibArchive_declared_read_support_filter_xz
#define archive_read_set_format_option CLibArchive_declared_read_set_format_option
#define archive_read_open_fd CLibArchive_declared_read_open_fd
#define archive_read_next_header CLibArchive_declared_read_next_header
#define archive_read_data_block CLibArchive_declared_read_data_block
#define archive_read_has_encrypted_entries CLibArchive_declared_read_has_encrypted_entries
#define archive_read_free CLibArchive_declared_read_free
#define archive_filter_count CLibArchive_declared_filter_count
#define archive_error_string CLibArchive_declared_error_string
#define archive_entry_pathname CLibArchive_declared_entry_pathname
#define archive_entry_hardlink CLibArchive_declared_entry_hardlink
#define archive_entry_symlink CLibArchive_declared_entry_symlink
#define archive_entry_size CLibArchive_declared_entry_size
#define archive_entry_size_is_set CLibArchive_declared_entry_size_is_set
#define archive_entry_is_encrypted CLibArchive_declared_entry_is_encrypted
#define archive_entry_filetype CLibArchive_declared_entry_filetype
#include <archive.h>
#include <archive_entry.h>
#undef archive_read_new
#undef archive_read_support_format_zip_seekable
#undef archive_read_support_format_7zip
#undef archive_read_support_format_tar
#undef archive_read_support_filter_gzip
#undef archive_read_support_filter_xz
#undef archive_read_set_format_option
#undef archive_read_open_fd
#undef archive_read_next_header
#undef archive_read_data_block
#undef archive_read_has_encrypted_entries
#undef archive_read_free
#undef archive_filter_count
#undef archive_error_string
#undef archive_entry_pathname
#undef archive_entry_hardlink
#undef archive_entry_symlink
#undef archive_entry_size
#undef archive_entry_size_is_set
#undef archive_entry_is_encrypted
#undef archive_entry_filetype

// As the dynamic loader would at the start: without the library there is no way on.
static inline void *CLibArchive_function(const char *name) {
  static void *library = NULL;
  if (library == NULL) library = dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL);
  void *function = library == NULL ? NULL : dlsym(library, name);
  if (function == NULL) {
    fprintf(stderr, "error: libarchive cannot be used: %s\n  hint: install libarchive13\n", dlerror());
    exit(70);
  }
  return function;
}

#define CLIBARCHIVE(name) ((__typeof__(&CLibArchive_declared_##name))CLibArchive_function("archive_" #name))

static inline struct archive *archive_read_new(void) {
  return CLIBARCHIVE(read_new)();
}
static inline int archive_read_support_format_zip_seekable(struct archive *archive) {
  return CLIBARCHIVE(read_support_format_zip_seekable)(archive);
}
static inline int archive_read_support_format_7zip(struct archive *archive) {
  return CLIBARCHIVE(read_support_format_7zip)(archive);
}
static inline int archive_read_support_format_tar(struct archive *archive) {
  return CLIBARCHIVE(read_support_format_tar)(archive);
}
static inline int archive_read_support_filter_gzip(struct archive *archive) {
  return CLIBARCHIVE(read_support_filter_gzip)(archive);
}
static inline int archive_read_support_filter_xz(struct archive *archive) {
  return CLIBARCHIVE(read_support_filter_xz)(archive);
}
static inline int archive_read_set_format_option(struct archive *archive, const char *module, const char *option, const char *value) {
  return CLIBARCHIVE(read_set_format_option)(archive, module, option, value);
}
static inline int archive_read_open_fd(struct archive *archive, int file, size_t block) {
  return CLIBARCHIVE(read_open_fd)(archive, file, block);
}
static inline int archive_read_next_header(struct archive *archive, struct archive_entry **entry) {
  return CLIBARCHIVE(read_next_header)(archive, entry);
}
static inline int archive_read_data_block(struct archive *archive, const void **bytes, size_t *count, la_int64_t *offset) {
  return CLIBARCHIVE(read_data_block)(archive, bytes, count, offset);
}
static inline int archive_read_has_encrypted_entries(struct archive *archive) {
  return CLIBARCHIVE(read_has_encrypted_entries)(archive);
}
static inline int archive_read_free(struct archive *archive) {
  return CLIBARCHIVE(read_free)(archive);
}
static inline int archive_filter_count(struct archive *archive) {
  return CLIBARCHIVE(filter_count)(archive);
}
static inline const char *archive_error_string(struct archive *archive) {
  return CLIBARCHIVE(error_string)(archive);
}
static inline const char *archive_entry_pathname(struct archive_entry *entry) {
  return CLIBARCHIVE(entry_pathname)(entry);
}
static inline const char *archive_entry_hardlink(struct archive_entry *entry) {
  return CLIBARCHIVE(entry_hardlink)(entry);
}
static inline const char *archive_entry_symlink(struct archive_entry *entry) {
  return CLIBARCHIVE(entry_symlink)(entry);
}
static inline la_int64_t archive_entry_size(struct archive_entry *entry) {
  return CLIBARCHIVE(entry_size)(entry);
}
static inline int archive_entry_size_is_set(struct archive_entry *entry) {
  return CLIBARCHIVE(entry_size_is_set)(entry);
}
static inline int archive_entry_is_encrypted(struct archive_entry *entry) {
  return CLIBARCHIVE(entry_is_encrypted)(entry);
}
static inline __LA_MODE_T archive_entry_filetype(struct archive_entry *entry) {
  return CLIBARCHIVE(entry_filetype)(entry);
}
