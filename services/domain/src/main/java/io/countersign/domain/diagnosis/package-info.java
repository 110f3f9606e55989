/**
 * Diagnosis: the words in which evidence, claims and causes are told, and what they must rest on.
 * How a diagnosis is made stands in the packages below, which depend on this one and never the
 * other way.
 */
@NullMarked
package io.countersign.domain.diagnosis;

import org.jspecify.annotations.NullMarked;
