/** Words of fields that take files. */
export default {
  file: {
    choose: '选择文件…',
    chooseMany: '选择文件（可多选）…',
    orDrop: '或把文件拖到这里',
    fault: { kind: '只能用这些类型的文件：{endings}', one: '一次只能用一个文件' },
  },
};
