#include "draft/recover_head.h"

#include "draft/changes_names.h"
#include "store/file.h"
#include "store/path.h"
#include "store/random.h"
#include "text/utf8.h"

enum {
    ID_MOST = 32,
    RANDOM_DIGITS = 8,
};

/* ---- the head ---- */

static void add_line(struct str *out, struct sv key, struct sv name)
{
    str_add(out, key);
    str_add_byte(out, ' ');
    name_add(out, name);
    str_add_byte(out, '\n');
}

void head_add(struct str *out, const struct draft *d, struct sv file)
{
    add_line(out, SV("draft"), str_sv(&d->id));
    add_line(out, SV("form"), d->form->id);
    str_add_f(out, "version %u %lld\n", d->form->version, (long long)d->form_version);
    add_line(out, SV("file"), file);
}

/* Takes a line "KEY WORD" off `rest`. */
static bool take_line(struct sv *rest, struct sv key, struct sv *word)
{
    struct sv line, name;
    if (!sv_next(rest, '\n', &line) || !sv_next(&line, ' ', &name) || !sv_eq(name, key) ||
        !line.ptr)
        return false;
    *word = line;
    return true;
}

static bool take_name(struct sv *rest, struct sv key, struct str *out)
{
    struct sv word;
    return take_line(rest, key, &word) && name_read(word, out);
}

static bool take_versions(struct sv *rest, struct remnant *r)
{
    struct sv draft, form;
    return take_line(rest, SV("version"), &draft) && sv_next(&draft, ' ', &form) &&
           sv_number(form, 0, UINT32_MAX, &r->form_version) &&
           sv_number(draft, 0, UINT32_MAX, &r->draft_version);
}

bool head_read(struct sv head, struct remnant *r)
{
    /* A path may be any bytes, from the root on; the others are texts. */
    return take_name(&head, SV("draft"), &r->draft_id) && utf8_valid(str_sv(&r->draft_id), NULL) &&
           take_name(&head, SV("form"), &r->form) && utf8_valid(str_sv(&r->form), NULL) &&
           take_versions(&head, r) && take_name(&head, SV("file"), &r->file) && head.ptr &&
           (r->file.len == 0 || r->file.ptr[0] == '/');
}

/* ---- names ---- */

void journal_name_add(struct str *out, struct sv name, unsigned number)
{
    str_add_byte(out, '.');
    path_add_name_within(out, name, sizeof "..journal.9" - 1);
    str_add(out, SV(".journal"));
    if (number > 1)
        str_add_f(out, ".%u", number);
}

static bool is_plain(struct sv id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        if ((c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z'))
            return false;
    }
    return id.len > 0 && id.len <= ID_MOST;
}

/* An id comes from a file: what is no plain word must not lead out of the folder. */
void journal_name_add_away(struct str *out, struct sv draft_id)
{
    if (draft_id.len == 0)
        str_add(out, SV("new"));
    else if (is_plain(draft_id))
        str_add(out, draft_id);
    else
        str_add_f(out, "%016llx", (unsigned long long)sv_hash(draft_id));
    str_add_byte(out, '-');
    random_add_hex(out, RANDOM_DIGITS);
    str_add(out, SV(".journal"));
}

void recover_place(struct str *out, const char *path)
{
    struct str at = {0};
    str_clear(out);
    if (file_resolve(path, &at, NULL))
        (void)path_absolute(out, str_sv(&at));
    str_release(&at);
}
