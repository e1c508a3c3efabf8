// What the page uses of sigma and graphology; built by `npm run build` into one file.
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeProgram, NodeProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";

window.sigmaParts = { Sigma, NodeProgram, EdgeProgram, MultiDirectedGraph, floatColor };
