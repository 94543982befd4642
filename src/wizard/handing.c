#include "wizard/handing.h"

#include "base/i18n.h"
#include "wizard/dialogs.h"
#include "wizard/final.h"
#include "wizard/pages.h"

enum { ERRORS_SHOWN = 4 };

bool handing_offered(const struct wizard *w)
{
    return w->draft && w->form->desk.given && !w->draft->demo && !w->unknown_form &&
           !w->other_version && !w->office;
}

/* An export page opened from there is about printing again. */
bool handing_reviewed(const struct wizard *w)
{
    for (size_t i = w->pages.len; i-- > 0;) {
        const struct page *page = w->pages.ptr[i];
        if (page->class->kind == PAGE_EXPORT)
            return false;
        if (page->class->kind == PAGE_REVIEW && ((const struct review_page *)page)->handing)
            return true;
    }
    return false;
}

/* ---- what stands in the way ---- */

enum { HANDING_GO, HANDING_BACK };

static unsigned final_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    return choice == HANDING_GO ? final_open(w) : REACTION_REDRAW;
}

static unsigned review_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    (void)context;
    if (choice != HANDING_GO)
        return REACTION_REDRAW;
    struct page *page = page_review_new(w);
    ((struct review_page *)page)->handing = true;
    wizard_push(w, page);
    return REACTION_REDRAW;
}

static struct menu_page *refuse(const char *go)
{
    struct menu_page *m = page_menu_new(_("还不能做送审包"));
    menu_add(m, HANDING_GO, go);
    menu_add(m, HANDING_BACK, _("返回"));
    return m;
}

static bool ask_final(struct wizard *w)
{
    struct menu_page *m = refuse(_("定稿"));
    if (w->final == FINAL_CHANGED)
        str_add_f(&m->note, _("第 %u 稿定稿以后内容改动过。请重新定稿、重新打印盖章，再做送审包。"),
                  finals_last(w->draft)->revision);
    else
        str_add(&m->note,
                sv_from(_("还没有定稿。请先定稿，打印、盖章，勾上“已盖章”，再做送审包。")));
    m->chosen = final_chosen;
    wizard_push(w, &m->page);
    return false;
}

static bool ask_review(struct wizard *w, const struct findings *findings, uint32_t errors)
{
    uint32_t shown = 0;
    struct menu_page *m = refuse(_("去看，逐处补上"));
    str_add_f(&m->note, _("送审还缺 %u 处："), errors);
    for (size_t i = 0; i < findings->len && shown < ERRORS_SHOWN; i++) {
        if (findings->ptr[i].severity != SEVERITY_ERROR)
            continue;
        str_add_f(&m->note, "\n· %s", findings->ptr[i].message.ptr);
        shown++;
    }
    if (errors > shown)
        str_add(&m->note, sv_from(_("\n……")));
    m->chosen = review_chosen;
    wizard_push(w, &m->page);
    return false;
}

bool handing_ready(struct wizard *w)
{
    struct findings findings = {0};
    wizard_check(w);
    if (w->final != FINAL_NOW)
        return ask_final(w);
    check_run(&(struct check_input){w->draft, &w->facts, w->today, GATE_PACK}, &findings);
    uint32_t errors = findings_tally(&findings).errors;
    bool ready = errors == 0 || ask_review(w, &findings, errors);
    findings_release(&findings);
    return ready;
}
