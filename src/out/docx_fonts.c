#include "out/docx_style.h"

struct font {
    const char *name;
    const char *others; /* what else it is called, then what may stand for it */
    const char *panose;
    const char *family;
    const char *pitch;
};

static const struct font fonts[] = {
    {FONT_TEXT, "FangSong,仿宋_GB2312,FangSong_GB2312,华文仿宋,STFangsong", "02010609060101010101",
     "modern", "fixed"},
    {FONT_TITLE, "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,STZhongsong,SimSun",
     "03000509000000000000", "script", "fixed"},
    {FONT_HEAD, "SimHei,华文黑体,STHeiti", "02010609060101010101", "modern", "fixed"},
    {FONT_KAI, "KaiTi,楷体_GB2312,KaiTi_GB2312,华文楷体,STKaiti", "02010609060101010101", "modern",
     "fixed"},
    {FONT_SONG, "SimSun,NSimSun,华文宋体,STSong", "02010600030101010101", "auto", "variable"},
};

/* In the order of CT_Font: altName, panose1, charset, family, pitch. */
static void write_font(struct xml *x, const struct font *font)
{
    xml_open(x, "w:font", "w:name", font->name, XML_END);
    xml_empty(x, "w:altName", "w:val", font->others, XML_END);
    xml_empty(x, "w:panose1", "w:val", font->panose, XML_END);
    xml_empty(x, "w:charset", "w:val", "86", XML_END);
    xml_empty(x, "w:family", "w:val", font->family, XML_END);
    xml_empty(x, "w:pitch", "w:val", font->pitch, XML_END);
    xml_close(x);
}

bool docx_write_fonts(struct str *out, struct err *e)
{
    struct xml x;
    xml_begin(&x, out);
    xml_open(&x, "w:fonts", "xmlns:w", DOCX_NS_W, XML_END);
    for (size_t i = 0; i < sizeof fonts / sizeof fonts[0]; i++)
        write_font(&x, &fonts[i]);
    xml_close(&x);
    return xml_end(&x, e);
}
