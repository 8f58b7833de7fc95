package io.tollgate.providers.json;

/**
 * Where one field of an object lies in the bytes it was read from.
 *
 * @param name the key, unescaped
 * @param keyStart offset of the key's opening quote
 * @param valueStart offset of the value's first byte
 * @param valueEnd offset after the value's last byte
 */
public record JsonRange(String name, int keyStart, int valueStart, int valueEnd) {}
