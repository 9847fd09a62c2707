import { appliesEachChange } from "../../support/applied";

appliesEachChange("prod");
