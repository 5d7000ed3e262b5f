#include "app/app.h"

int main(int argc, char** argv) {
    return perilune::app::run(argc, argv);
}
