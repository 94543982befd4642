#include "out/docx_writer.h"

#include "codec/picture.h"

enum {
    EMU_PER_PIXEL = 914400 / 96,
    EMU_PER_TWIP = 635,
    MOST_WIDTH = TEXT_WIDTH * EMU_PER_TWIP,
    MOST_HEIGHT = 18 * LINE_PITCH * EMU_PER_TWIP, /* the caption stays on the page */
    QUARTER_TURN = 5400000,                       /* 1/60000 degree */
    /* Of all pictures together; leaves the rest of the archive its room (zip.h). */
    MOST_BYTES = 192 << 20,
};

/* How an EXIF orientation is shown: mirrored, then turned clockwise (the order of a:xfrm). */
static const struct turn {
    uint32_t quarters;
    bool mirrored;
} turns[] = {
    [1] = {0, false}, [2] = {0, true},  [3] = {2, false}, [4] = {2, true},
    [5] = {3, true},  [6] = {1, false}, [7] = {1, true},  [8] = {3, false},
};

/* ---- the bytes ---- */

static void add_media(struct docx *d, const struct docx_picture *p, struct sv bytes)
{
    struct str name = {0};
    str_add_f(&name, "word/media/image%u.%s", p->number, p->jpeg ? "jpeg" : "png");
    zip_add(&d->zip, str_sv(&name), bytes, false);
    d->picture_bytes += bytes.len;
    str_release(&name);
}

static void take_picture(struct docx *d, struct docx_picture *p)
{
    struct sv bytes;
    struct picture found;
    const struct docx_options *o = d->options;
    if (p->path.len == 0 || !o->picture || !o->picture(o->context, p->path, &bytes))
        return;
    if (bytes.len > ZIP_MAX_ENTRY_BYTES || bytes.len > MOST_BYTES - d->picture_bytes ||
        d->zip.entries.len >= ZIP_MAX_ENTRIES / 2 || !picture_read(bytes, &found, NULL))
        return;
    p->there = true;
    p->jpeg = found.kind == PICTURE_JPEG;
    p->width = found.width;
    p->height = found.height;
    p->turn = found.turn;
    p->number = (uint32_t)d->zip.entries.len + 1;
    add_media(d, p, bytes);
}

static const struct docx_picture *find_picture(struct docx *d, struct sv path)
{
    for (size_t i = 0; i < d->pictures.len; i++)
        if (sv_eq(d->pictures.ptr[i].path, path))
            return &d->pictures.ptr[i];
    struct docx_picture *p = vec_add(&d->pictures);
    p->path = path;
    take_picture(d, p);
    return p;
}

/* ---- how it stands on the page ---- */

struct extent {
    int64_t width; /* EMU, as shown */
    int64_t height;
};

/* A pixel is 1/96 inch; what is larger than the text is made smaller. */
static struct extent extent_of(const struct docx_picture *p)
{
    struct extent e = {(int64_t)p->width * EMU_PER_PIXEL, (int64_t)p->height * EMU_PER_PIXEL};
    if (e.width > MOST_WIDTH)
        e = (struct extent){MOST_WIDTH, (int64_t)p->height * MOST_WIDTH / p->width};
    if (e.height > MOST_HEIGHT)
        e = (struct extent){(int64_t)p->width * MOST_HEIGHT / p->height, MOST_HEIGHT};
    if (e.width < 1)
        e.width = 1;
    if (e.height < 1)
        e.height = 1;
    return e;
}

static void add_extent(struct xml *x, const char *name, struct extent e)
{
    xml_open(x, name, XML_END);
    xml_attribute_number(x, "cx", e.width);
    xml_attribute_number(x, "cy", e.height);
    xml_close(x);
}

/* What the turned picture takes beyond the box it is given in. */
static void add_effect_extent(struct xml *x, struct extent box, bool turned)
{
    int64_t wide = turned ? (box.height - box.width) / 2 : 0;
    int64_t high = -wide;
    xml_open(x, "wp:effectExtent", XML_END);
    xml_attribute_number(x, "l", wide > 0 ? wide : 0);
    xml_attribute_number(x, "t", high > 0 ? high : 0);
    xml_attribute_number(x, "r", wide > 0 ? wide : 0);
    xml_attribute_number(x, "b", high > 0 ? high : 0);
    xml_close(x);
}

static void add_shape(struct xml *x, struct extent box, struct turn turn)
{
    xml_open(x, "pic:spPr", XML_END);
    xml_open(x, "a:xfrm", XML_END);
    if (turn.quarters)
        xml_attribute_number(x, "rot", (int64_t)turn.quarters * QUARTER_TURN);
    if (turn.mirrored)
        xml_attribute(x, "flipH", SV("1"));
    xml_empty(x, "a:off", "x", "0", "y", "0", XML_END);
    add_extent(x, "a:ext", box);
    xml_close(x);
    xml_open(x, "a:prstGeom", "prst", "rect", XML_END);
    xml_empty(x, "a:avLst", XML_END);
    xml_close(x);
    xml_close(x);
}

static void add_names(struct xml *x, const char *element, uint32_t id, const struct block *b)
{
    xml_open(x, element, XML_END);
    xml_attribute_number(x, "id", id);
    xml_attribute(x, "name", b->label);
    xml_attribute(x, "descr", b->text);
    xml_close(x);
}

static void add_graphic(struct docx *d, const struct docx_picture *p, const struct block *b,
                        struct extent box)
{
    struct xml *x = &d->x;
    struct str id = {0};
    docx_add_picture_id(&id, p->number);
    xml_open(x, "a:graphic", XML_END);
    xml_open(x, "a:graphicData", "uri", DOCX_NS_PIC, XML_END);
    xml_open(x, "pic:pic", XML_END);
    xml_open(x, "pic:nvPicPr", XML_END);
    add_names(x, "pic:cNvPr", d->drawings, b);
    xml_empty(x, "pic:cNvPicPr", XML_END);
    xml_close(x);
    xml_open(x, "pic:blipFill", XML_END);
    xml_empty(x, "a:blip", "r:embed", id.ptr, XML_END);
    xml_open(x, "a:stretch", XML_END);
    xml_empty(x, "a:fillRect", XML_END);
    xml_close(x);
    xml_close(x);
    add_shape(x, box, turns[p->turn]);
    xml_close(x);
    xml_close(x);
    xml_close(x);
    str_release(&id);
}

static void add_drawing(struct docx *d, const struct docx_picture *p, const struct block *b)
{
    struct xml *x = &d->x;
    struct extent box = extent_of(p);
    bool turned = turns[p->turn].quarters % 2 == 1;
    if (turned) /* the box is that of the picture before it is turned */
        box = (struct extent){box.height, box.width};
    d->drawings++;
    xml_open(x, "w:r", XML_END);
    xml_open(x, "w:drawing", XML_END);
    xml_open(x, "wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0", XML_END);
    add_extent(x, "wp:extent", box);
    add_effect_extent(x, box, turned);
    add_names(x, "wp:docPr", d->drawings, b);
    xml_open(x, "wp:cNvGraphicFramePr", XML_END);
    xml_empty(x, "a:graphicFrameLocks", "noChangeAspect", "1", XML_END);
    xml_close(x);
    add_graphic(d, p, b, box);
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

void docx_add_figure(struct docx *d, const struct block *b)
{
    const struct docx_picture *p = find_picture(d, b->file);
    struct str caption = {0};
    if (p->there) {
        docx_open_paragraph(d, &(struct docx_paragraph){.style = STYLE_FIGURE});
        add_drawing(d, p, b);
        xml_close(&d->x);
    }
    str_add_f(&caption, "%.*s　%.*s", SV_ARG(b->label), SV_ARG(b->text));
    if (!p->there)
        block_add_file_note(&caption, b);
    docx_add_paragraph(d, &(struct docx_paragraph){.style = STYLE_CAPTION, .ends = true},
                       str_sv(&caption));
    str_release(&caption);
}
