import { appliesEachChange } from "../../support/applied";

appliesEachChange("lab");
