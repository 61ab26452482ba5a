/** What stands for a masked value: left in an event it keeps the value that came. */
export const maskedValue = '●●●';
