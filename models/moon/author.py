#!/usr/bin/env python3
"""Makes names.csv: `python3 models/moon/author.py GAZETTEER.csv` writes it beside this file.

GAZETTEER.csv is the Gazetteer of Planetary Nomenclature's list of the Moon (International Astronomical Union, U.S.
Geological Survey), with the columns Feature_Name, Diameter (km), Center_Latitude, Center_Longitude (-180..180) and
Approval_Status. Craters stand in craters.csv; what is left goes into names.csv. The list has no column for the kind of
a feature, but its name begins with it: "Mare Imbrium". The rest are the names that astronauts gave, and one albedo
feature.
"""
import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).parent

KINDS = {
    "Catena": "Catena", "Dorsa": "Dorsum", "Dorsum": "Dorsum", "Lacus": "Lacus", "Mare": "Mare", "Mons": "Mons",
    "Montes": "Mons", "Oceanus": "Oceanus", "Palus": "Palus", "Promontorium": "Promontorium", "Rima": "Rima",
    "Rimae": "Rima", "Rupes": "Rupes", "Sinus": "Sinus", "Vallis": "Vallis",
}
ALBEDO_FEATURES = {"Reiner Gamma"}


def kind_of(name):
    if name in ALBEDO_FEATURES:
        return "Albedo Feature"
    return KINDS.get(name.split()[0], "Astronaut-named feature")


def main():
    with open(HERE / "craters.csv", encoding="utf-8", newline="") as file:
        craters = {row["name"] for row in csv.DictReader(file)}
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        rows = [
            (row["Feature_Name"], float(row["Center_Latitude"]), float(row["Center_Longitude"]), float(row["Diameter"]))
            for row in csv.DictReader(file)
            if row["Approval_Status"] == "Approved" and row["Feature_Name"] not in craters
        ]
    rows.sort(key=lambda row: (-row[3], row[0]))
    with open(HERE / "names.csv", "w", encoding="utf-8", newline="\n") as file:
        file.write("name,kind,latitude,longitude,diameter_km\n")
        for name, latitude, longitude, diameter in rows:
            file.write(f"{name},{kind_of(name)},{latitude:g},{longitude:g},{diameter:g}\n")


if __name__ == "__main__":
    main()
