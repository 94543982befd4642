/*
 * make_drafts: many drafts from one, for `make bench`: make_drafts DRAFT FOLDER COUNT writes
 * FOLDER/0001.yaml … with another draft_id each, everything else as it stands.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static int read_all(const char *path, struct str *out)
{
    char buffer[65536];
    FILE *f = fopen(path, "rb");
    if (!f)
        return 0;
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, f)) > 0;)
        str_add(out, sv_make(buffer, got));
    fclose(f);
    return 1;
}

static int write_one(const char *folder, int64_t number, struct sv text)
{
    struct str path = {0};
    str_add_f(&path, "%s/%04lld.yaml", folder, (long long)number);
    FILE *f = fopen(path.ptr, "wb");
    str_release(&path);
    if (!f)
        return 0;
    size_t id = sv_find(text, SV("draft_id: "), 0);
    size_t end = id == SV_NONE ? 0 : sv_find_byte(text, '\n', id);
    fwrite(text.ptr, 1, id == SV_NONE ? 0 : id, f);
    if (id != SV_NONE)
        fprintf(f, "draft_id: %016llx", 0xbe00000000000000ULL + (unsigned long long)number);
    struct sv rest = sv_from_offset(text, end);
    fwrite(rest.ptr, 1, rest.len, f);
    return fclose(f) == 0;
}

int main(int argc, char **argv)
{
    struct str text = {0};
    int64_t count = 0;
    if (argc != 4 || !sv_number(sv_from(argv[3]), 1, 100000, &count) || !read_all(argv[1], &text)) {
        fprintf(stderr, "usage: make_drafts DRAFT FOLDER COUNT\n");
        return 2;
    }
    int ok = 1;
    for (int64_t i = 1; ok && i <= count; i++)
        ok = write_one(argv[2], i, str_sv(&text));
    str_release(&text);
    return !ok;
}
