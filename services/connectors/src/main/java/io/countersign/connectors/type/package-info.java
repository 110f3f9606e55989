/** What a connector is to the configuration file, the server and the doctor: a type, made once. */
@NullMarked
package io.countersign.connectors.type;

import org.jspecify.annotations.NullMarked;
