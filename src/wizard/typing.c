/* What is being typed and is in no draft yet: in a dialogue, or recovered from one. */
#include "wizard/dialogs.h"
#include "wizard/pages_reviewing.h"

void wizard_keep_found(struct wizard *w, struct sv text)
{
    if (text.len == 0)
        return;
    str_set(&w->clipboard, text);
    str_set(&w->found, text);
}

void wizard_drop_found(struct wizard *w, bool pasted)
{
    if (w->found.len && (pasted || !sv_eq(str_sv(&w->found), str_sv(&w->clipboard))))
        str_clear(&w->found);
}

/* What the applicant answers an officer; an officer's own words are told by their page. */
static bool answering(const struct page *page, struct sv *title, struct sv *text)
{
    const struct write_page *p = (const struct write_page *)page;
    if (page->class->kind != PAGE_WRITE || p->errand || !write_changed(p))
        return false;
    *title = str_sv(&p->title);
    *text = str_sv(&p->text);
    return true;
}

bool wizard_words_wait(const struct wizard *w)
{
    for (size_t i = 0; i + 1 < w->pages.len; i++) {
        const struct page *p = w->pages.ptr[i];
        if (p->class->kind == PAGE_WRITE && write_changed((const struct write_page *)p))
            return true;
    }
    return false;
}

bool wizard_typing(const struct wizard *w, struct sv *title, struct sv *text)
{
    for (size_t i = w->pages.len; i-- > 0;) {
        const struct prompt_page *p = (const struct prompt_page *)w->pages.ptr[i];
        if (answering(w->pages.ptr[i], title, text))
            return true;
        if (p->page.class->kind != PAGE_PROMPT)
            continue;
        *title = str_sv(&p->title);
        *text = str_sv(&p->value);
        return true;
    }
    *title = SV("");
    *text = str_sv(&w->found);
    return w->found.len > 0;
}
