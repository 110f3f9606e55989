/** Evidence is gathered, diagnoses are made of it, and their claims can be asked again. */
@NullMarked
package io.countersign.server.diagnosis;

import org.jspecify.annotations.NullMarked;
