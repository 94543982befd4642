/* Files and pictures, as far as somebody looked at them. */
#include "check/rules.h"

#include "text/utf8.h"

static struct sv row_text(struct run *run, const struct field *images, struct sv part, uint32_t row)
{
    const struct field *child = field_child(run->form, images, part);
    return child ? draft_text(run->draft, (struct place){child->index, row}) : SV("");
}

/* Files that cannot be used as they are named. One out of the draft's folder may well be there, so
 * it is not called missing: what helps is another thing. */
struct lost {
    struct str missing;
    struct str outside;
};

static void lost_look(struct run *run, struct sv path, struct lost *lost)
{
    const struct file_fact *fact = path.len ? facts_find(run->in->facts, path) : NULL;
    if (!fact || (fact->state != FILE_MISSING && fact->state != FILE_OUTSIDE))
        return;
    list_add(fact->state == FILE_MISSING ? &lost->missing : &lost->outside, path);
}

static void lost_add(struct run *run, const struct rule *rule, struct place at, struct lost *lost)
{
    struct str words = {0};
    if (lost->missing.len)
        str_add_f(&words, _("找不到：%s"), lost->missing.ptr);
    if (lost->outside.len)
        str_add_f(&words, _("%s不在草稿所在的文件夹里：%s"), words.len ? "；" : "",
                  lost->outside.ptr);
    if (words.len)
        run_add(run, rule, at, &(struct finding_words){.words = str_sv(&words)});
    str_release(&words);
    str_release(&lost->missing);
    str_release(&lost->outside);
}

/* The files of one leaf that are not there. */
static void ask_leaf_files(struct run *run, const struct rule *rule, struct place at)
{
    struct sv rest = draft_text(run->draft, at), path;
    struct lost lost = {0};
    while (sv_next(&rest, '\n', &path))
        lost_look(run, path, &lost);
    lost_add(run, rule, at, &lost);
}

typedef void ask_picture(struct run *run, const struct rule *rule, struct place at,
                         const struct file_fact *fact);

/* Each picture's file in its row; the finding stands at the row. */
static void ask_pictures(struct run *run, const struct rule *rule, struct place at,
                         ask_picture *ask_one)
{
    const struct field *images = &run->form->fields[at.field];
    const struct rows *rows = draft_rows(run->draft, at.field);
    for (size_t i = 0; i < rows->len; i++) {
        struct sv path = row_text(run, images, SV("file"), rows->ptr[i].key);
        const struct file_fact *fact = path.len ? facts_find(run->in->facts, path) : NULL;
        if (fact)
            ask_one(run, rule, (struct place){at.field, rows->ptr[i].key}, fact);
    }
}

static void ask_there(struct run *run, const struct rule *rule, struct place at,
                      const struct file_fact *fact)
{
    struct lost lost = {0};
    lost_look(run, str_sv(&fact->path), &lost);
    lost_add(run, rule, at, &lost);
}

void ask_files_exist(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *field = &run->form->fields[at.field];
    if (kind_flags(field->kind) & KIND_LEAF) {
        ask_leaf_files(run, rule, at);
        return;
    }
    if (field->kind == FIELD_IMAGES) {
        ask_pictures(run, rule, at, ask_there);
        return;
    }
    for (uint32_t f = field->index + 1; f < field->end; f++)
        if (run->form->fields[f].kind == FIELD_FILES)
            ask_leaf_files(run, rule, (struct place){f, at.row});
}

static void ask_readable(struct run *run, const struct rule *rule, struct place at,
                         const struct file_fact *fact)
{
    bool bad = fact->state == FILE_UNREADABLE || (fact->state == FILE_THERE && !fact->picture);
    if (!bad)
        return;
    struct sv why = fact->trouble.len ? str_sv(&fact->trouble) : sv_from(_("不是图片"));
    run_add(run, rule, at, &(struct finding_words){.value = str_sv(&fact->path), .found = why});
}

void ask_picture_readable(struct run *run, const struct rule *rule, struct place at)
{
    ask_pictures(run, rule, at, ask_readable);
}

static struct sv pixels(struct run *run, int64_t width, int64_t height)
{
    struct str text = {0};
    if (width != INT64_MAX)
        str_add_f(&text, _("宽 %lld"), (long long)width);
    if (height != INT64_MAX)
        str_add_f(&text, _("%s高 %lld"), text.len ? "、" : "", (long long)height);
    return run_keep(run, &text);
}

static void ask_size(struct run *run, const struct rule *rule, struct place at,
                     const struct file_fact *fact)
{
    if (!fact->picture || (fact->width <= rule->number && fact->height <= rule->number2))
        return;
    bool wide = fact->width > rule->number;
    run_add(run, rule, at,
            &(struct finding_words){.value = str_sv(&fact->path),
                                    .found = pixels(run, fact->width, fact->height),
                                    .words = pixels(run, rule->number, rule->number2),
                                    .count = wide ? fact->width : fact->height,
                                    .limit = wide ? rule->number : rule->number2});
}

void ask_picture_within(struct run *run, const struct rule *rule, struct place at)
{
    ask_pictures(run, rule, at, ask_size);
}

/* ---- 图1 in the prose ---- */

/* The number written at `at` in digits of either width, blanks before it passed over; 0 for none.
 */
static uint32_t number_at(struct sv text, size_t at)
{
    uint32_t value = 0;
    bool digits = false;
    while (at < text.len && value < 100000) {
        char32_t cp;
        size_t len = utf8_decode(text, at, &cp);
        if (cp >= 0xFF10 && cp <= 0xFF19)
            cp -= 0xFF10 - '0';
        if (cp >= '0' && cp <= '9') {
            value = value * 10 + (cp - '0');
            digits = true;
        } else if (digits || (cp != ' ' && cp != 0x3000)) {
            break;
        }
        at += len;
    }
    return value;
}

static bool cites(struct sv text, struct sv word, uint32_t number)
{
    for (size_t at = sv_find(text, word, 0); word.len && at != SV_NONE;
         at = sv_find(text, word, at + word.len))
        if (number_at(text, at + word.len) == number)
            return true;
    return false;
}

static bool is_cited(struct run *run, const struct rule *rule, struct sv word, uint32_t number)
{
    for (uint32_t i = 0; i < rule->fields.len; i++) {
        struct place p = {rule->fields.ptr[i], 0};
        if (cites(draft_text(run->draft, p), word, number) && draft_relevant(run->draft, p))
            return true;
    }
    return false;
}

void ask_cited_in(struct run *run, const struct rule *rule, struct place at)
{
    const struct field *images = &run->form->fields[at.field];
    const struct rows *rows = draft_rows(run->draft, at.field);
    struct sv word = run->form->print.figure_word;
    for (uint32_t i = 0; i < rows->len; i++) {
        if (is_cited(run, rule, word, i + 1))
            continue;
        struct str name = {0};
        str_add_f(&name, "%.*s%u", SV_ARG(word), i + 1);
        struct sv caption = row_text(run, images, SV("caption"), rows->ptr[i].key);
        run_add(run, rule, (struct place){at.field, rows->ptr[i].key},
                &(struct finding_words){.found = str_sv(&name),
                                        .value = caption.len ? caption : str_sv(&name)});
        str_release(&name);
    }
}
