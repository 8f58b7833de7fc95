/**
 * Amazon Bedrock's runtime as it behaves on the wire: Converse, ConverseStream, embeddings and
 * ranking, with its signatures, its binary frames, its checks and its errors.
 */
@NullMarked
package io.tollgate.simulator.vendor.bedrock;

import org.jspecify.annotations.NullMarked;
