/**
 * What passwords here are made of, the commonest first: the words and numbers that lists of leaked passwords are full
 * of, names of people and places in pinyin, and the words of the trade. Lower case, without digits for letters.
 */
export const guessableWords = `
password passwd pass admin administrator root user guest test welcome login letmein changeme default secret master
qwerty iloveyou love abc woaini 520 1314 5201314 1314520 666 888 168 dragon monkey sunshine princess football baseball
superman batman shadow michael jordan hello freedom whatever trustno mustang access starwars killer pepper ginger
summer winter spring autumn january february march april june july august october november december monday friday
google facebook apple samsung windows computer internet server system manager office support service company oracle
mysql postgres database public private temp demo sample example please security secure charlie daniel jessica
ashley thomas robert andrew joshua matthew jennifer michelle nicole anthony george william soccer hockey cookie
cheese chocolate banana orange purple yellow silver golden diamond flower angel lovely forever family mother father
baby happy lucky money china chinese beijing shanghai tianjin chongqing guangzhou shenzhen chengdu hangzhou wuhan
nanjing xian yubei yuzhong jiangbei shapingba nanan beibei banan wanzhou fuling zhongguo zhengfu zhengwu zhengce fuwu
fuwuzhongxin zhongxin dating duban ducha jiandu jiancha xiaoneng gongan jiaojing shehui renmin renshe minzheng weisheng
jiaoyu caizheng shuiwu zhujian guotu shenpi shouli banjie bangong mima denglu yonghu guanli guanliyuan ceshi xitong
nihao zhang wang li liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang
feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong
tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin shao hou long wan duan lei qian yin
chang gong ming xiaoming weiwei min jing qiang lei jun jie tao chao xiuying lan ping gang yong bin bo jun juan xia yun
government supervision citizen permit licence inspector supervisor auditor monitor department correcthorsebatterystaple
zhimakaimen woaiwojia meimei gege mama baba laopo laogong baobei aini buxiangshuo huanying qingwen
`
  .trim()
  .split(/\s+/);
