#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc == 2 && strcmp(argv[1], "--version") == 0)
        printf("tianbiao %s\n", PACKAGE_VERSION);
    else
        puts(_("填表"));
    return 0;
}
