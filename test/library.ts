/** Everything public, whatever its door; two doors with one name would not compile. */
export * from "../src/core/index";
export * from "../src/define/index";
export * from "../src/exchange/index";
export * from "../src/input/index";
export * from "../src/practice/index";
export * from "../src/report/index";
export * from "../src/statistics/index";
export * from "../src/tables/index";
export * from "../src/testing/index";
