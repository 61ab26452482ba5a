const identityNumber = /(?<!\d)(\d{4})\d{10}(\d{3}[\dXx])(?!\d)/g;
const mobileNumber = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;

/** Free text without anybody's identity or mobile number: what people type is kept for years, and shown. */
export function maskNumbers(text: string): string {
  return text.replace(identityNumber, '$1**********$2').replace(mobileNumber, '$1****$2');
}
