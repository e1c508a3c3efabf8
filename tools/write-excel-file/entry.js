// What the page uses of write-excel-file; built by `npm run build` into one file. The published
// browser bundle zips in a worker, which the content security policy of the page forbids: here
// the same modules are zipped in the page itself.
import convert from "./node_modules/write-excel-file/modules/export/convertFileContentToUint8ArrayUniversal.js";
import { generateXlsxFileSync } from "./node_modules/write-excel-file/modules/export/writeXlsxFileUniversal.js";

window.writeSheets = (sheets, options) => generateXlsxFileSync(sheets, options, undefined, convert);
