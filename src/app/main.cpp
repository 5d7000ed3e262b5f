#include "app/command_line.h"
#include "app/exit.h"

int main(int argc, char** argv) {
    return perilune::app::run(argc, argv);
}
