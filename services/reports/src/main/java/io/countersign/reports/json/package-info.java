/**
 * JSON as the record has it: objects, arrays, text, integers and booleans; read strictly, written
 * canonically.
 */
@NullMarked
package io.countersign.reports.json;

import org.jspecify.annotations.NullMarked;
