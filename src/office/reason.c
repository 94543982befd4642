/* What is no reason: too few words, or nothing but phrases everybody writes. */
#include <stdlib.h>
#include <unictype.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "office/act.h"
#include "text/norm.h"
#include "text/utf8.h"

/* Letters and digits alone, whatever width and case: what stands between and around is no words. */
static void strip(struct sv text, struct str *out)
{
    struct str folded = {0};
    norm_fold(text, true, &folded);
    struct sv all = str_sv(&folded);
    str_clear(out);
    for (size_t at = 0; at < all.len;) {
        char32_t cp;
        size_t len = utf8_decode(all, at, &cp);
        if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                     UC_CATEGORY_MASK_N))
            str_add(out, sv_sub(all, at, at + len));
        at += len;
    }
    str_release(&folded);
}

VEC_TYPE(phrases, struct str);

static void add_phrase(struct phrases *list, struct sv text)
{
    struct str bare = {0};
    strip(text, &bare);
    if (bare.len)
        vec_push(list, bare);
    else
        str_release(&bare);
}

static void gather(const struct form *form, const struct desk *desk, struct phrases *list)
{
    for (uint32_t i = 0; form && i < form->desk.empty_reasons.len; i++)
        add_phrase(list, form->desk.empty_reasons.ptr[i]);
    for (size_t i = 0; desk && i < desk->empty_reasons.len; i++)
        add_phrase(list, str_sv(&desk->empty_reasons.ptr[i]));
}

/* Do phrases laid end to end make the whole text: two of them say no more than one. */
static bool is_made_of(struct sv text, const struct phrases *list)
{
    bool *reached = xcalloc(text.len + 1, sizeof *reached);
    reached[0] = true;
    for (size_t at = 0; at < text.len; at++)
        for (size_t i = 0; reached[at] && i < list->len; i++)
            if (sv_starts(sv_from_offset(text, at), str_sv(&list->ptr[i])))
                reached[at + list->ptr[i].len] = true;
    bool whole = reached[text.len];
    free(reached);
    return whole;
}

static bool is_empty_phrase(struct sv bare, const struct form *form, const struct desk *desk)
{
    struct phrases list = {0};
    gather(form, desk, &list);
    bool empty = is_made_of(bare, &list);
    for (size_t i = 0; i < list.len; i++)
        str_release(&list.ptr[i]);
    vec_release(&list);
    return empty;
}

bool reason_is_good(struct sv reason, const struct form *form, const struct desk *desk,
                    struct err *e)
{
    struct str bare = {0};
    uint32_t least = form && form->desk.reason_min ? form->desk.reason_min : 1;
    strip(reason, &bare);
    uint32_t words = counts_by(count_text(str_sv(&bare)), form ? form->count : COUNT_WORD);
    bool ok = true;
    if (bare.len == 0)
        ok = err_set(e, ERR_REFUSED, "%s", _("请写明理由。"));
    else if (is_empty_phrase(str_sv(&bare), form, desk))
        ok = err_set(e, ERR_REFUSED,
                     _("“%.*s”是套话，不能算理由。请写明具体看了什么、是哪一处、为什么。"),
                     SV_ARG(sv_trim(reason)));
    else if (words < least)
        ok = err_set(e, ERR_REFUSED,
                     _("理由只有 %u 字，至少写 %u 字：具体看了什么、是哪一处、为什么。"), words,
                     least);
    str_release(&bare);
    return ok;
}
