#include "wizard/papers.h"

#include "base/i18n.h"
#include "out/doc.h"

/* The application, the papers, then both ways to have them together. */
size_t papers_count(const struct form *form)
{
    uint32_t others = form->print.paper_count;
    return others ? others + 3u : 1;
}

static const struct form_paper *paper_at(const struct form *form, size_t i)
{
    return i >= 1 && i <= form->print.paper_count ? &form->print.papers[i - 1] : NULL;
}

struct sv papers_name(const struct form *form, size_t i)
{
    const struct form_paper *paper = paper_at(form, i);
    if (paper)
        return paper->id;
    return i == 0                             ? SV(PAPER_APPLICATION)
           : i == form->print.paper_count + 1 ? SV("all")
                                              : SV("bound");
}

void papers_add_title(struct str *out, const struct form *form, size_t i)
{
    const struct form_paper *paper = paper_at(form, i);
    if (paper)
        str_add(out, paper->brief.len ? paper->brief : paper->title);
    else if (i == 0)
        str_add(out, sv_from(_("申报书")));
    else
        str_add(out, sv_from(i == form->print.paper_count + 1 ? _("全部") : _("装订成册")));
}
